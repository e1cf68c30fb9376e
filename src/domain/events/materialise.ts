import { intervalOf, intervalOn, type Interval, keptWithin, spanWithin } from './hours'
import type { Line, Series } from './series'

export type NewDay = {
  id: string
  event: string
  place: string
  date: string
  startTime: string
  endTime: string
  endsNextDay: boolean
  startsAt: Date
  endsAt: Date
  capacity: number
}

export type NewOccurrence = {
  event: string
  eventDay: string
  line: string
  service: string
  place: string
  date: string
  startsAt: Date
  endsAt: Date
  capacity: number
}

/** A service that somebody deleted on one date; `line: null` means the whole date. */
export type Removed = { date: string; line: string | null }

/** When a service takes place on a date of the series, within the hours of that date. */
export const timeOfLine = (series: Series, line: Line, day: Interval & { date: string }): Interval =>
  keptWithin(intervalOf(day.date, spanWithin(line, series), series.zone), day)

export const occurrenceOf = (
  event: string,
  series: Series,
  line: Line,
  day: Pick<NewDay, 'id' | 'date' | 'capacity' | 'startsAt' | 'endsAt'>,
): NewOccurrence => ({
  event,
  eventDay: day.id,
  line: line.id,
  service: line.service,
  place: series.place,
  date: day.date,
  ...timeOfLine(series, line, day),
  // The capacity of the date may have been lowered by hand.
  capacity: Math.min(line.capacity, day.capacity),
})

/** Creates the event days and occurrences for some dates of a series. */
export const materialise = (
  event: string,
  series: Series,
  dates: readonly string[],
  removed: readonly Removed[],
  newId: () => string,
): { days: NewDay[]; occurrences: NewOccurrence[] } => {
  const gone = new Set(removed.map(({ date, line }) => `${date} ${line ?? ''}`))
  const days = dates
    .filter((date) => !gone.has(`${date} `))
    .map((date): NewDay => ({
      id: newId(),
      event,
      place: series.place,
      date,
      startTime: series.startTime,
      endTime: series.endTime,
      endsNextDay: series.endsNextDay,
      ...intervalOn(date, series, series.zone),
      capacity: series.capacity,
    }))
  const occurrences = days.flatMap((day) =>
    series.services
      .filter((line) => !gone.has(`${day.date} ${line.id}`))
      .map((line) => occurrenceOf(event, series, line, day)),
  )
  return { days, occurrences }
}
