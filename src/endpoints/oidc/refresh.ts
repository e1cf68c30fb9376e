import type { Endpoint } from 'payload'
import { now } from '@/config/clock'
import { Refusal } from '@/domain/errors'
import { tokenForPrograms } from '@/endpoints/users/cookieSessions'
import { mayGoOn } from '@/operations/sign-on/mayGoOn'

type Handler = Endpoint['handler']

/** Payload renews a session as long as a page is open; this sets a limit. */
export const boundedRefresh =
  (refresh: Handler): Handler =>
  async (req) => {
    const session = (req.user as { _sid?: string } | null)?._sid
    if (session !== undefined && !(await mayGoOn(req.payload, { session, now: now() })))
      throw new Refusal('UNAUTHENTICATED')
    return tokenForPrograms(refresh)(req)
  }
