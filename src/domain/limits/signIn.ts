import type { Limit } from './bucket'

/**
 * Guessing a password. Somebody at one address gets a few tries at one account; all addresses together get
 * more, so that a crowd of them gets no further. Whoever signed in from an address lately is not held up by
 * what others try elsewhere: an attacker can't lock people out of their own account.
 */
export const SIGN_IN = {
  pair: { perMinute: 1, burst: 8 },
  account: { perMinute: 2, burst: 40 },
  address: { perMinute: 30, burst: 120 },
} as const satisfies Record<string, Limit>

export const KNOWN_PLACE_DAYS = 60

/** Letters with a link to a new password. */
export const RESET_LETTER = {
  account: { perMinute: 0.1, burst: 3 },
  address: { perMinute: 1, burst: 20 },
} as const satisfies Record<string, Limit>
