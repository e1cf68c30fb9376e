import type { Limit } from './bucket'

/**
 * Limits against password guessing. One address gets a few tries per account. All addresses together get more, but not
 * enough for a distributed attack. An address that signed in recently is not affected by tries from elsewhere, so an
 * attacker can't lock people out of their own account.
 */
export const SIGN_IN = {
  pair: { perMinute: 1, burst: 8 },
  account: { perMinute: 2, burst: 40 },
  address: { perMinute: 30, burst: 120 },
  /** Codes of one account, from wherever: at ten an hour, guessing one of a million takes years. */
  code: { perMinute: 1 / 6, burst: 10 },
} as const satisfies Record<string, Limit>

export const KNOWN_PLACE_DAYS = 60

/** E-mails with a link for setting a new password. */
export const RESET_LETTER = {
  account: { perMinute: 0.1, burst: 3 },
  address: { perMinute: 1, burst: 20 },
} as const satisfies Record<string, Limit>
