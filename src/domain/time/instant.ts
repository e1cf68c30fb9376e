import { FIRST_YEAR, isCalendarDate, LAST_YEAR } from './calendar'

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?$/i

/**
 * ISO 8601 to the letter: a real day, a time with its offset. A day alone is its midnight in UTC. Date.parse() would
 * take 01.12.2026 for the 12th of January, and a time without an offset for the server's own.
 */
export const isInstant = (value: unknown): value is string => {
  const date = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined
  if (!date || !isCalendarDate(date)) return false
  const year = Number(date.slice(0, 4))
  return year >= FIRST_YEAR && year <= LAST_YEAR
}
