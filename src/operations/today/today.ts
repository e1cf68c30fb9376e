import type { Payload } from 'payload'
import { lastVerified } from '@/db/audit-state'
import { reading } from '@/db/sql'
import {
  failedMessagesSince,
  fullnessOfDays,
  nearlyFull,
  todayOccurrences,
  todayPlaces,
  unmarked,
  type TodayOccurrence,
} from '@/db/today'
import { cardTwins } from '@/db/visitors'
import { addDays } from '@/domain/time/calendar'
import { botState } from '@/operations/bot/troubles'

const DAYS_AHEAD = 14
const DAYS_BACK = 7
const MOST_LISTED = 12
const MS_PER_DAY = 86_400_000

/** One occurrence without names: how full it is, how many are marked, and its current state. */
const shown = (
  { startsAt, endsAt, dayCapacity, dayParticipants, expected, attended, noShow, ...rest }: TodayOccurrence,
  now: Date,
) => ({
  ...rest,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  day: { participants: dayParticipants, capacity: dayCapacity },
  marks: { expected, attended, noShow },
  phase: now >= endsAt ? ('over' as const) : now >= startsAt ? ('running' as const) : ('ahead' as const),
  full: rest.participants >= rest.capacity || dayParticipants >= dayCapacity,
})

const listOf = (rows: readonly (TodayOccurrence & { total: number })[], now: Date) => ({
  total: rows[0]?.total ?? 0,
  occurrences: rows.map(({ total, ...row }) => (void total, shown(row, now))),
})

/**
 * Today at every place, what needs attention, and how full the coming days are. Takes eight statements, however much
 * there is, and one more if there is a bot.
 */
export const today = async (payload: Payload, { now }: { now: Date }) => {
  const db = reading(payload)
  const since = new Date(now.getTime() - DAYS_BACK * MS_PER_DAY)
  const places = await todayPlaces(db, now)
  const occurrences = await todayOccurrences(db, now)
  const full = await nearlyFull(db, now, new Date(now.getTime() + DAYS_AHEAD * MS_PER_DAY), MOST_LISTED)
  const notMarked = await unmarked(db, since, now, MOST_LISTED)
  const days = new Map((await fullnessOfDays(db, now, DAYS_AHEAD)).map((day) => [day.date, day]))
  const bot = (await botState(payload, now))?.troubles ?? []
  const failedMessages = await failedMessagesSince(db, since)
  const cards = await cardTwins(db, MOST_LISTED)
  const verified = await lastVerified(db)
  const first = places.map(({ date }) => date).sort()[0] ?? now.toISOString().slice(0, 10)
  return {
    places: places.map((place) => ({
      ...place,
      occurrences: occurrences.filter((one) => one.place === place.id).map((one) => shown(one, now)),
    })),
    attention: {
      full: listOf(full, now),
      notMarked: listOf(notMarked, now),
      failedMessages,
      bot,
      logChanged: verified?.fault ? verified.at : null,
      cards,
    },
    days: Array.from({ length: DAYS_AHEAD }, (_, index) => addDays(first, index)).map(
      (date) => days.get(date) ?? { date, participants: 0, capacity: 0 },
    ),
  }
}
