import type { Payload } from 'payload'
import {
  administratorIds,
  failedSince,
  lastReportAt,
  volunteersOfDates,
  zonesOfPlaces,
  type VolunteerDate,
} from '@/db/message-facts'
import { reading } from '@/db/sql'
import { addDays } from '@/domain/time/calendar'
import { localDate, localInstant } from '@/domain/time/zone'
import { enqueue, type Message } from '@/notifications/enqueue'

const MS_PER_DAY = 86_400_000
const MS_PER_HOUR = 3_600_000

/** The evening before, when the day's work is over and there is time to call somebody. */
export const REMINDER_HOUR = '18:00'
/** The morning after: by then the door list has been typed in. */
export const MISSED_HOUR = '09:00'
const LAST_HOUR = '22:00'
/** Marks that come late are still told, once. */
const MISSED_DAYS = 3
const HOURS_BETWEEN_REPORTS = 6

const toVolunteer = (kind: 'reminder' | 'missed', { volunteer, date, timezone }: VolunteerDate): Message => ({
  kind,
  recipient: { kind: 'volunteers', id: volunteer },
  payload: { date, timezone },
  once: `${kind}:${volunteer}:${date}:${timezone}`,
})

/**
 * A reminder for every volunteer with people on tomorrow's dates, at the place's evening; in the morning for
 * those nobody could remind the evening before. Whoever booked after that hour knows. One for each volunteer
 * and date, however often this runs.
 */
export const planReminders = async (payload: Payload, now: Date): Promise<number> => {
  const db = reading(payload)
  let planned = 0
  for (const timezone of await zonesOfPlaces(db)) {
    const today = localDate(now, timezone)
    const evening = localInstant(today, REMINDER_HOUR, timezone)
    if (now >= localInstant(today, LAST_HOUR, timezone)) continue
    const wanted = [
      { date: today, bookedBefore: localInstant(addDays(today, -1), REMINDER_HOUR, timezone) },
      ...(now >= evening ? [{ date: addDays(today, 1), bookedBefore: evening }] : []),
    ]
    for (const { date, bookedBefore } of wanted) {
      const found = await volunteersOfDates(db, 'reminder', {
        timezone,
        dates: [date],
        status: 'expected',
        from: now,
        until: new Date(now.getTime() + 3 * MS_PER_DAY),
        bookedBefore,
      })
      await enqueue(
        db,
        now,
        found.map((one) => toVolunteer('reminder', one)),
      )
      planned += found.length
    }
  }
  return planned
}

/** The morning after, every volunteer whose people did not come hears who they were. Once for each date. */
export const planMissed = async (payload: Payload, now: Date): Promise<number> => {
  const db = reading(payload)
  let planned = 0
  for (const timezone of await zonesOfPlaces(db)) {
    const today = localDate(now, timezone)
    if (now < localInstant(today, MISSED_HOUR, timezone) || now >= localInstant(today, LAST_HOUR, timezone)) continue
    const dates = Array.from({ length: MISSED_DAYS }, (_, index) => addDays(today, -1 - index))
    const found = await volunteersOfDates(db, 'missed', {
      timezone,
      dates,
      status: 'noShow',
      from: new Date(now.getTime() - 6 * MS_PER_DAY),
      until: now,
      bookedBefore: null,
    })
    await enqueue(
      db,
      now,
      found.map((one) => toVolunteer('missed', one)),
    )
    planned += found.length
  }
  return planned
}

/** One letter for each administrator about the day that ended, so that a repetition for one is none for the others. */
export const planDailySummary = async (payload: Payload, now: Date, zone: string): Promise<void> => {
  const db = reading(payload)
  const date = addDays(localDate(now, zone), -1)
  const administrators = await administratorIds(db)
  await enqueue(
    db,
    now,
    administrators.map((id): Message => ({
      kind: 'dailySummary',
      recipient: { kind: 'users', id },
      payload: { date },
      once: `dailySummary:${date}:${id}`,
    })),
  )
}

/** What failed since the last report, at most one letter in six hours: a broken server is no reason for a flood. */
export const planFailureReport = async (payload: Payload, now: Date): Promise<void> => {
  const db = reading(payload)
  const last = await lastReportAt(db)
  if (last && now.getTime() - last.getTime() < HOURS_BETWEEN_REPORTS * MS_PER_HOUR) return
  const since = new Date(Math.max(last?.getTime() ?? 0, now.getTime() - 3 * MS_PER_DAY))
  if ((await failedSince(db, since)).length === 0) return
  const administrators = await administratorIds(db)
  await enqueue(
    db,
    now,
    administrators.map((id): Message => ({
      kind: 'failures',
      recipient: { kind: 'users', id },
      payload: { since: since.toISOString() },
      once: `failures:${since.toISOString()}:${id}`,
    })),
  )
}
