import type { Caller } from '@/domain/access/caller'
import type { Limit } from './bucket'

/** Requests a minute. 0: no limit. */
export type RequestLimits = { key: number; user: number; address: number; anonymous: number }

export type Counted = { key: string; limit: Limit }

/** A minute's worth at once, then at the pace of the limit. */
const bucket = (key: string, perMinute: number): Counted[] =>
  perMinute === 0 ? [] : [{ key, limit: { perMinute, burst: perMinute } }]

/** What one request counts towards: its caller and its address; a stranger has the address only, and less of it. */
export const countedFor = (caller: Caller | null, address: string, limits: RequestLimits): Counted[] => {
  if (!caller) return bucket(`anonymous:${address}`, limits.anonymous)
  return [
    ...bucket(`${caller.kind}:${caller.id}`, caller.kind === 'integrations' ? limits.key : limits.user),
    ...bucket(`address:${address}`, limits.address),
  ]
}
