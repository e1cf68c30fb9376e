import { addDays } from '@/domain/time/calendar'
import { datesOf, type Series } from './series'

/** Dates are created at least this far ahead, and at most so far. */
export const LEAST_DAYS = 90
const MOST_DAYS = 730
/** How many days more the nightly job creates, and how far back a series entered late may begin. */
export const SPARE_DAYS = 60
const DAYS_BACK = 366

export const furthest = (today: string): string => addDays(today, MOST_DAYS)

/** The earliest date of a new event. Enough for entering a paper list later, but not a century. */
export const earliest = (today: string): string => addDays(today, -DAYS_BACK)

/**
 * How far ahead an event needs dates: as far as its largest booking window, but 90 days at least and two years at
 * most.
 */
export const horizonOf = (series: Series, today: string): string => {
  const windows = series.services.map(({ bookingWindow }) => bookingWindow)
  const days = Math.max(LEAST_DAYS, ...windows.filter(({ unit }) => unit === 'days').map(({ value }) => value))
  const count = Math.max(0, ...windows.filter(({ unit }) => unit === 'occurrences').map(({ value }) => value))
  const byDays = addDays(today, Math.min(days, MOST_DAYS))
  if (count === 0) return byDays
  const nearest = datesOf(series, { from: today, to: furthest(today), limit: count })
  // If there are fewer dates than the window counts, everything up to two years ahead.
  const byCount = nearest.length < count ? furthest(today) : (nearest.at(-1) ?? byDays)
  return byCount > byDays ? byCount : byDays
}
