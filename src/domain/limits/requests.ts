import type { Caller } from '@/domain/access/caller'
import type { Limit } from './bucket'

/** Requests per minute; 0 means no limit. */
export type RequestLimits = { key: number; user: number; address: number; anonymous: number }

export type Counted = { key: string; limit: Limit }

/** Allows a minute's worth at once, then the pace of the limit. */
const bucket = (key: string, perMinute: number): Counted[] =>
  perMinute === 0 ? [] : [{ key, limit: { perMinute, burst: perMinute } }]

/**
 * A request counts towards its caller and its address. Anonymous requests have only the address, with a lower limit.
 */
export const countedFor = (caller: Caller | null, address: string, limits: RequestLimits): Counted[] => {
  if (!caller) return bucket(`anonymous:${address}`, limits.anonymous)
  return [
    ...bucket(`${caller.kind}:${caller.id}`, caller.kind === 'integrations' ? limits.key : limits.user),
    ...bucket(`address:${address}`, limits.address),
  ]
}
