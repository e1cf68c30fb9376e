/** A bucket that empties by itself: every request pours some in, one that would make it run over is refused. */
export type Limit = { perMinute: number; burst: number }

/** What one request pours in, as the milliseconds it takes to leak out. */
export const costOf = ({ perMinute }: Limit): number => 60_000 / perMinute

export const roomOf = (limit: Limit): number => limit.burst * costOf(limit)

/** Milliseconds until one more request fits; 0: it fits now. `debt`: milliseconds until the bucket is empty. */
export const waitFor = (debt: number, limit: Limit): number => Math.max(0, debt + costOf(limit) - roomOf(limit))

export const afterSome = (debt: number, elapsed: number): number => Math.max(0, debt - elapsed)

/** Retry-After is in whole seconds, and "0" would invite the next refusal. */
export const secondsOf = (wait: number): number => Math.max(1, Math.ceil(wait / 1000))
