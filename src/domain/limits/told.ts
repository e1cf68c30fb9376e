import type { Limit } from './bucket'

/** Errors of a browser that one user can tell of. */
export const TOLD_ERRORS: Limit = { perMinute: 10, burst: 30 }
