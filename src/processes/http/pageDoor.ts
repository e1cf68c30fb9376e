import type { IncomingMessage } from 'node:http'
import { executeAuthStrategies, type Payload } from 'payload'
import { env } from '@/config/env'
import { ADDRESS_HEADER } from '@/config/headers'
import type { Caller } from '@/domain/access/caller'
import { secondsOf } from '@/domain/limits/bucket'
import { networkOf } from '@/domain/limits/network'
import { countedFor } from '@/domain/limits/requests'
import { limiterOf } from '@/operations/limits/limiter'
import { callerOf } from '@/operations/users/callerOf'
import { refuse } from './answer'
import type { Handler } from './edge'
import { headersOf } from './headersOf'

/** Files of the build cost nothing and say nothing. */
const ASSETS = /^\/_next\/static\//
const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * What a page has to be asked for with. Pages count towards the same limits as the API. What is not read but sent to a
 * page is a call of the panel's functions on the server, and these are for users.
 */
export const createPageDoor =
  (payload: Payload, pages: Handler): Handler =>
  async (req, res, body) => {
    if (ASSETS.test(req.url ?? '')) return pages(req, res, body)
    const caller = await callerBehind(req, payload)
    const address = networkOf(String(req.headers[ADDRESS_HEADER] ?? ''))
    const wait = limiterOf(payload).take(countedFor(caller, address, env().rateLimits))
    if (wait > 0) return refuse(req, res, 'TOO_MANY_REQUESTS', { 'Retry-After': String(secondsOf(wait)) })
    if (!READS.includes(req.method ?? '') && caller?.kind !== 'users')
      return refuse(req, res, caller ? 'FORBIDDEN' : 'UNAUTHENTICATED')
    return pages(req, res, body)
  }

const callerBehind = async (req: IncomingMessage, payload: Payload): Promise<Caller | null> => {
  if (req.headers.authorization === undefined && req.headers.cookie === undefined) return null
  const headers = headersOf(req)
  const { user } = await executeAuthStrategies({ headers, payload })
  return callerOf({ user, headers })
}
