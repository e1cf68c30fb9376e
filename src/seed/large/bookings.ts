import type { Value } from '@/db/bulk-copy'
import { generator, type Random } from '@/seed/names/random'
import type { LargeDay, LargeOccurrence } from './schedule'

export const PARTICIPANT_COLUMNS = [
  'visitor_id',
  'occurrence_id',
  'event_day_id',
  'status',
  'comment',
  'source',
  'booked_by_relation_to',
  'booked_by_value',
  'booked_at',
  'cancelled_at',
  'cancel_reason',
  'created_at',
  'updated_at',
] as const

const [STATUS, BOOKED_AT, CANCELLED_AT] = [
  PARTICIPANT_COLUMNS.indexOf('status'),
  PARTICIPANT_COLUMNS.indexOf('booked_at'),
  PARTICIPANT_COLUMNS.indexOf('cancelled_at'),
]
const SEED = 77_003
const MINUTE = 60_000
/** Every twentieth person is new and can only be booked for a registration. */
export const isNew = (visitor: number): boolean => visitor % 20 === 7

type People = { ids: readonly string[]; volunteers: readonly string[] }

/**
 * Bookings day by day, with the counters of the places they take. A few people come every week, most once or twice in
 * all. Nobody is at two events on one date.
 */
export function* largeBookings(days: readonly LargeDay[], { ids, volunteers }: People, now: Date): Generator<Value[]> {
  const busy = new Set<number>()
  let date = ''
  for (const [index, day] of days.entries()) {
    if (day.date !== date) busy.clear()
    date = day.date
    const random = generator(SEED, index)
    const counted = new Set<number>()
    const here = new Set<number>()
    for (const occurrence of day.occurrences) {
      const booked = new Set<number>()
      while (booked.size < occurrence.wanted) {
        const visitor = pick(random, ids.length, here, occurrence.line.service.registration)
        if (booked.has(visitor) || (busy.has(visitor) && !here.has(visitor))) continue
        booked.add(visitor)
        const row = bookingRow(occurrence, ids[visitor] ?? '', isNew(visitor), volunteers, random, now)
        const isFull = !counted.has(visitor) && counted.size >= day.capacity
        // The day is full, so this booking can only be a cancelled one.
        if (isFull) Object.assign(row, { [STATUS]: 'cancelled', [CANCELLED_AT]: row[BOOKED_AT] })
        if (row[STATUS] !== 'cancelled') {
          counted.add(visitor)
          occurrence.participants += 1
        }
        here.add(visitor)
        busy.add(visitor)
        yield row
      }
    }
    day.participants = counted.size
  }
}

/** One in three of a day's later bookings is for somebody who is already there that day. */
const pick = (random: Random, count: number, here: ReadonlySet<number>, registration: boolean): number => {
  if (here.size > 0 && random() < 0.33) {
    const again = [...here][Math.floor(random() * here.size)] ?? 0
    if (!isNew(again) || registration) return again
  }
  const visitor = Math.floor(random() ** 2.2 * count)
  const newcomer = visitor - (visitor % 20) + 7
  if (registration && newcomer < count && random() < 0.3) return newcomer
  return isNew(visitor) ? visitor - 1 : visitor
}

const bookingRow = (
  occurrence: LargeOccurrence,
  visitor: string,
  newcomer: boolean,
  volunteers: readonly string[],
  random: Random,
  now: Date,
): Value[] => {
  const latest = Math.min(occurrence.startsAt.getTime(), now.getTime())
  const bookedAt = new Date(latest - Math.floor(random() ** 2 * 6 * 24 * 60 + 5) * MINUTE)
  const chance = random()
  const past = occurrence.endsAt < now
  const status =
    chance < 0.08
      ? 'cancelled'
      : !past
        ? 'expected'
        : chance < 0.78 && !newcomer
          ? 'attended'
          : chance < 0.95
            ? 'noShow'
            : 'expected'
  const cancelledAt = status === 'cancelled' ? new Date(bookedAt.getTime() + MINUTE) : null
  const changedAt = cancelledAt ?? (status === 'expected' ? bookedAt : occurrence.endsAt)
  const volunteer = volunteers[Math.floor(random() * volunteers.length)] ?? null
  return [
    visitor,
    occurrence.id,
    occurrence.day.id,
    status,
    random() < 0.03 ? 'Придёт с сыном' : null,
    'bot',
    'volunteers',
    volunteer,
    bookedAt,
    cancelledAt,
    null,
    bookedAt,
    changedAt,
  ]
}
