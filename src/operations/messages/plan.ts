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

/** The evening before, when work is over and volunteers have time to call people. */
export const REMINDER_HOUR = '18:00'
/** The morning after, when the door list has usually been typed in. */
export const MISSED_HOUR = '09:00'
const LAST_HOUR = '22:00'
/** Marks made up to this many days late still lead to a message. */
const MISSED_DAYS = 3
const HOURS_BETWEEN_REPORTS = 6

/** The key is made of what is told, because the zone of a place may be put right between two runs. */
const toVolunteer = (kind: 'reminder' | 'missed', { volunteer, date, occurrences }: VolunteerDate): Message => ({
  kind,
  recipient: { kind: 'volunteers', id: volunteer },
  payload: { date, occurrences },
  once: `${kind}:${volunteer}:${date}:${occurrences[0]}`,
})

/**
 * Plans a reminder for every volunteer with people booked for tomorrow, in the evening at the place, or in the morning
 * if that was not possible. People booked after that hour don't need a reminder. One reminder per volunteer, date and
 * place, however often this runs.
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

/** In the morning after a date, tells every volunteer which of their people did not come. Once per date and place. */
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

/**
 * One mail per administrator about the day that ended. Each is planned separately, so repeating one does not repeat the
 * others.
 */
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

/** Failures since the last report, at most one mail in six hours, so that a broken server does not cause a flood. */
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
