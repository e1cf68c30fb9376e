import type { PayloadRequest } from 'payload'
import { ADDRESS_HEADER } from '@/config/headers'
import { networkOf } from '@/domain/limits/network'
import { env } from '@/config/env'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { secondsOf } from '@/domain/limits/bucket'
import { countedFor } from '@/domain/limits/requests'
import { limiterOf } from '@/operations/limits/limiter'

/** Counts a request for its caller and its address. Over the limit it is refused before its body is read. */
export const limitRequests = (req: PayloadRequest, caller: Caller | null): void => {
  const wait = limiterOf(req.payload).take(
    countedFor(caller, networkOf(req.headers.get(ADDRESS_HEADER)), env().rateLimits),
  )
  if (wait > 0) throw refuseFor(req, wait)
}

export const refuseFor = (req: PayloadRequest, wait: number): Refusal => {
  const retryAfter = secondsOf(wait)
  req.responseHeaders = new Headers({ 'Retry-After': String(retryAfter) })
  return new Refusal('TOO_MANY_REQUESTS', { retryAfter })
}
