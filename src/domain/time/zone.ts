import { IANAZone } from 'luxon'
import { dateOfDay, dayNumber } from './calendar'

const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 86_400_000
const NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}$/

/** Enough for sixty zones over two years. Intl is a hundred times slower than a lookup in a Map. */
const MAX_REMEMBERED = 50_000
const offsets = new Map<string, Map<number, number>>()
let remembered = 0

/** A name from the IANA database. Intl also accepts offsets such as '+03:00', but those are not zones. */
export const isZone = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 64 &&
  NAME.test(value) &&
  (offsets.has(value) || IANAZone.isValidZone(value))

/** The offset from UTC in minutes at midnight UTC of a day. */
const offsetAtDay = (zone: string, day: number): number => {
  let known = offsets.get(zone)
  const offset = known?.get(day)
  if (offset !== undefined) return offset
  if (!isZone(zone)) throw new RangeError(`Not a time zone: ${zone}`)
  if (remembered >= MAX_REMEMBERED) {
    offsets.clear()
    remembered = 0
    known = undefined
  }
  if (!known) offsets.set(zone, (known = new Map()))
  const found = IANAZone.create(zone).offset(day * MS_PER_DAY)
  known.set(day, found)
  remembered++
  return found
}

/**
 * The instant at which it is `time` on `date` in `zone`. As in RFC 5545 3.3.5, a time skipped by a clock change moves
 * forward by the length of the gap, and of a time that occurs twice the first is meant. Luxon leaves the second case
 * open (its answer depends on the current season), so only the offsets come from it.
 */
export const localInstant = (date: string, time: string, zone: string): Date => {
  const day = dayNumber(date)
  const wall = day * MS_PER_DAY + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MS_PER_MINUTE
  if (!Number.isFinite(wall)) throw new RangeError(`Not a date and time: ${date} ${time}`)
  // No zone is more than a day away from UTC, and none changes its clocks twice within three days.
  const before = offsetAtDay(zone, day - 1)
  const after = offsetAtDay(zone, day + 2)
  const first = wall - before * MS_PER_MINUTE
  if (before === after) return new Date(first)
  if (IANAZone.create(zone).offset(first) === before) return new Date(first)
  const second = wall - after * MS_PER_MINUTE
  return new Date(IANAZone.create(zone).offset(second) === after ? second : first)
}

/** The local date in `zone` at an instant. */
export const localDate = (instant: Date, zone: string): string => {
  const ms = instant.getTime()
  const day = Math.floor(ms / MS_PER_DAY)
  const before = offsetAtDay(zone, day)
  const offset = before === offsetAtDay(zone, day + 1) ? before : IANAZone.create(zone).offset(ms)
  return dateOfDay(Math.floor((ms + offset * MS_PER_MINUTE) / MS_PER_DAY))
}
