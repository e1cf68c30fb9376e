import { addDays } from '@/domain/time/calendar'
import { datesOf, type Series } from './series'

/** Dates exist at least this far ahead, and never further than that. */
const LEAST_DAYS = 90
const MOST_DAYS = 730
/** The nightly job's lead, and how far back a series typed in later reaches. */
export const SPARE_DAYS = 60
const DAYS_BACK = 366

export const furthest = (today: string): string => addDays(today, MOST_DAYS)

/** The earliest date a new event gets: a paper list typed in later, not a century of it. */
export const earliest = (today: string): string => addDays(today, -DAYS_BACK)

/**
 * How far ahead the dates of an event have to exist: its largest booking window, 90 days at least, two years at most.
 */
export const horizonOf = (series: Series, today: string): string => {
  const windows = series.services.map(({ bookingWindow }) => bookingWindow)
  const days = Math.max(LEAST_DAYS, ...windows.filter(({ unit }) => unit === 'days').map(({ value }) => value))
  const count = Math.max(0, ...windows.filter(({ unit }) => unit === 'occurrences').map(({ value }) => value))
  const byDays = addDays(today, Math.min(days, MOST_DAYS))
  if (count === 0) return byDays
  const nearest = datesOf(series, { from: today, to: furthest(today), limit: count })
  // Fewer than N dates in two years: all of them.
  const byCount = nearest.length < count ? furthest(today) : (nearest.at(-1) ?? byDays)
  return byCount > byDays ? byCount : byDays
}
