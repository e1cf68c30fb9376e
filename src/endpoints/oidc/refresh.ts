import type { Endpoint } from 'payload'
import { now } from '@/config/clock'
import { Refusal } from '@/domain/errors'
import { mayGoOn } from '@/operations/sign-on/mayGoOn'

type Handler = Endpoint['handler']

/** Payload prolongs a session for as long as its page is open. */
export const boundedRefresh =
  (refresh: Handler): Handler =>
  async (req) => {
    const session = (req.user as { _sid?: string } | null)?._sid
    if (session !== undefined && !(await mayGoOn(req.payload, { session, now: now() })))
      throw new Refusal('UNAUTHENTICATED')
    return refresh(req)
  }
