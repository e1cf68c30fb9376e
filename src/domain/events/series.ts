import { expand, lastDate } from '@/domain/recurrence/expand'
import { parseRule } from '@/domain/recurrence/parseRule'

export type BookingWindow = { value: number; unit: 'days' | 'occurrences' }

export type EventType = 'oneOff' | 'recurring'

/** One service inside an event. `id` stays the same across edits: occurrences are found by it. */
export type Line = {
  id: string
  service: string
  startTime: string
  endTime: string
  capacity: number
  bookingWindow: BookingWindow
}

export type SkipDate = { date: string; reason: string | null }

/** An event as it was planned: everything its dates follow from. Times are the clock on the wall of the place. */
export type Series = {
  title: string
  place: string
  zone: string
  type: EventType
  date: string
  startTime: string
  endTime: string
  capacity: number
  /** RFC 5545, canonical. null for a one-off event. */
  rrule: string | null
  skipDates: SkipDate[]
  services: Line[]
  announce: boolean
}

/** What dates follow from, without what happens on them. */
export type Dates = Pick<Series, 'type' | 'date' | 'rrule'> & { skipDates: readonly { date: string }[] }

type Range = { from?: string | null; to?: string | null; limit?: number }

/** The dates of a series in a range, skipped ones left out; `removed` are those somebody deleted. */
export const datesOf = (series: Dates, { from, to, limit }: Range = {}, removed: readonly string[] = []): string[] => {
  if (series.type === 'oneOff' || series.rrule === null) {
    const inside = (!from || series.date >= from) && (!to || series.date <= to) && !removed.includes(series.date)
    return inside && limit !== 0 ? [series.date] : []
  }
  const skipDates = [...series.skipDates.map(({ date }) => date), ...removed]
  return expand({ rule: parseRule(series.rrule), date: series.date, skipDates, from, to, limit }).dates
}

/** The last date there will ever be, or null for a series without an end. One with every date skipped ends too. */
export const lastDateOf = (series: Dates, removed: readonly string[] = []): string | null => {
  if (series.type === 'oneOff' || series.rrule === null) return series.date
  const rule = parseRule(series.rrule)
  return (
    lastDate(rule, series.date, [...series.skipDates.map(({ date }) => date), ...removed]) ??
    lastDate(rule, series.date)
  )
}
