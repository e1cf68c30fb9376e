/** A leaky bucket: every request adds to it, and one that would make it overflow is refused. */
export type Limit = { perMinute: number; burst: number }

/** What one request adds, in milliseconds until it has leaked out. */
export const costOf = ({ perMinute }: Limit): number => 60_000 / perMinute

export const roomOf = (limit: Limit): number => limit.burst * costOf(limit)

/** Milliseconds until one more request fits; 0: at once. `debt` is the time until the bucket is empty. */
export const waitFor = (debt: number, limit: Limit): number => Math.max(0, debt + costOf(limit) - roomOf(limit))

export const afterSome = (debt: number, elapsed: number): number => Math.max(0, debt - elapsed)

/** Retry-After is in whole seconds, and "0" would make the client come back too early. */
export const secondsOf = (wait: number): number => Math.max(1, Math.ceil(wait / 1000))
