import { expand, lastDate } from '@/domain/recurrence/expand'
import { parseRule } from '@/domain/recurrence/parseRule'

export type BookingWindow = { value: number; unit: 'days' | 'occurrences' }

export type EventType = 'oneOff' | 'recurring'

/** A service of an event. `id` stays the same across edits because occurrences refer to it. */
export type Line = {
  id: string
  service: string
  startTime: string
  endTime: string
  capacity: number
  bookingWindow: BookingWindow
}

export type SkipDate = { date: string; reason: string | null }

/** An event as planned: everything its dates are computed from. Times are local to the place. */
export type Series = {
  title: string
  place: string
  zone: string
  type: EventType
  date: string
  startTime: string
  endTime: string
  /** Ends on the day after each of its dates. */
  endsNextDay: boolean
  capacity: number
  /** RFC 5545 in canonical spelling; null for a one-off event. */
  rrule: string | null
  skipDates: SkipDate[]
  services: Line[]
  announce: boolean
}

/** The part of a series that determines its dates. */
export type Dates = Pick<Series, 'type' | 'date' | 'rrule'> & { skipDates: readonly { date: string }[] }

type Range = { from?: string | null; to?: string | null; limit?: number }

/** The dates of a series in a range, without skipped ones and without `removed`, which somebody deleted. */
export const datesOf = (series: Dates, { from, to, limit }: Range = {}, removed: readonly string[] = []): string[] => {
  if (series.type === 'oneOff' || series.rrule === null) {
    const inside = (!from || series.date >= from) && (!to || series.date <= to) && !removed.includes(series.date)
    return inside && limit !== 0 ? [series.date] : []
  }
  const skipDates = [...series.skipDates.map(({ date }) => date), ...removed]
  return expand({ rule: parseRule(series.rrule), date: series.date, skipDates, from, to, limit }).dates
}

/** The last date of all; null for an endless series. A series with every date skipped ends too. */
export const lastDateOf = (series: Dates, removed: readonly string[] = []): string | null => {
  if (series.type === 'oneOff' || series.rrule === null) return series.date
  const rule = parseRule(series.rrule)
  return (
    lastDate(rule, series.date, [...series.skipDates.map(({ date }) => date), ...removed]) ??
    lastDate(rule, series.date)
  )
}
