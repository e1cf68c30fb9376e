import { DateTime } from 'luxon'
import { localInstant } from '@/domain/time/zone'

export type Hours = { startTime: string; endTime: string }
export type Interval = { startsAt: Date; endsAt: Date }

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/**
 * The instants of some hours on a date. A clock change can leave no time between start and end (02:15 to 03:10 in the
 * night when the clock jumps from two to three). Then the planned length is kept, because one odd night must not fail
 * a whole series.
 */
export const intervalOn = (date: string, { startTime, endTime }: Hours, zone: string): Interval => {
  const startsAt = localInstant(date, startTime, zone)
  const endsAt = localInstant(date, endTime, zone)
  if (endsAt > startsAt) return { startsAt, endsAt }
  return { startsAt, endsAt: new Date(startsAt.getTime() + (minutes(endTime) - minutes(startTime)) * 60_000) }
}

/** `time` plus `length` minutes, but not later than `latest` and not past midnight. */
export const timeAfter = (time: string, length: number, latest: string): string => {
  const end = Math.min(minutes(time) + length, minutes(latest))
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`
}

/** The local time of an instant. */
export const wallTime = (instant: Date, zone: string): string =>
  DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm')
