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

/** Build files are cheap and contain no data, so they are not limited. */
const ASSETS = /^\/_next\/static\//
const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * Checks requests for pages. They count towards the same limits as API requests. Anything but a read is a call of the
 * panel's server functions, which are only for signed-in users.
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
