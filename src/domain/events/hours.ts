import { DateTime } from 'luxon'
import { addDays, dayNumber } from '@/domain/time/calendar'
import { localDate, localInstant } from '@/domain/time/zone'

export type Hours = { startTime: string; endTime: string }
/** The hours of an event or of one of its dates, which may end on the next day: a night shelter. */
export type DayHours = Hours & { endsNextDay?: boolean }
export type Interval = { startsAt: Date; endsAt: Date }
/** Minutes since the midnight at which the date begins. A night ends after 1440. */
export type Span = { start: number; end: number }

export const DAY = 24 * 60

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

export const timeOf = (minute: number): string =>
  `${String(Math.floor((minute % DAY) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const spanOf = ({ startTime, endTime, endsNextDay = false }: DayHours): Span => ({
  start: minutes(startTime),
  end: minutes(endTime) + (endsNextDay ? DAY : 0),
})

/**
 * The minute of a time within the hours of an event. An event lasts less than a day, so a time before its start is the
 * next morning.
 */
export const minuteWithin = (time: string, { startTime, endsNextDay = false }: DayHours): number =>
  minutes(time) + (endsNextDay && time < startTime ? DAY : 0)

/** A service's hours within those of its event. */
export const spanWithin = ({ startTime, endTime }: Hours, event: DayHours): Span => ({
  start: minuteWithin(startTime, event),
  end: minuteWithin(endTime, event),
})

export const isInside = (inner: Span, outer: Span): boolean =>
  inner.start < inner.end && inner.start >= outer.start && inner.end <= outer.end

/** Ends after it starts, and less than a day later. */
export const isLastingHours = ({ start, end }: Span): boolean => end > start && end - start < DAY

/** The instant at which a minute of a date is shown by the clocks. */
export const instantOf = (date: string, minute: number, zone: string): Date =>
  localInstant(addDays(date, Math.floor(minute / DAY)), timeOf(minute), zone)

/** The minute of a date that the clocks show at an instant. */
export const minuteAt = (instant: Date, date: string, zone: string): number =>
  (dayNumber(localDate(instant, zone)) - dayNumber(date)) * DAY + minutes(wallTime(instant, zone))

/**
 * The instants of a span of a date. A clock change can leave no time between start and end (02:15 to 03:10 in the
 * night when the clock jumps from two to three). Then the planned length is kept, because one odd night must not fail
 * a whole series.
 */
export const intervalOf = (date: string, { start, end }: Span, zone: string): Interval => {
  const startsAt = instantOf(date, start, zone)
  const endsAt = instantOf(date, end, zone)
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + (end - start) * 60_000) }
}

/** The instants of some hours on a date. */
export const intervalOn = (date: string, hours: DayHours, zone: string): Interval =>
  intervalOf(date, spanOf(hours), zone)

/** A service inside its day by the clocks is inside it by the instants too, also when the clocks change in between. */
export const keptWithin = ({ startsAt, endsAt }: Interval, day: Interval): Interval => {
  const [from, to] = [day.startsAt.getTime(), day.endsAt.getTime()]
  const start = Math.max(startsAt.getTime(), from)
  const end = Math.min(endsAt.getTime(), to)
  if (start < end) return { startsAt: new Date(start), endsAt: new Date(end) }
  const length = endsAt.getTime() - startsAt.getTime()
  return { startsAt: new Date(Math.max(from, to - length)), endsAt: new Date(to) }
}

/** `time` plus `length` minutes, but not later than the event ends. */
export const timeAfter = (time: string, length: number, event: DayHours): string =>
  timeOf(Math.min(minuteWithin(time, event) + length, spanOf(event).end))

/** The local time of an instant. */
export const wallTime = (instant: Date, zone: string): string =>
  DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm')
