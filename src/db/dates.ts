import type { Current, Day } from '@/domain/events/plan'
import { lockDates, readCurrent } from './event-plan'
import { text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type LockedDate = { event: string; day: Day; current: Current }

const WHERE = { event: uuid, date: text }
export const LOCATE = {
  'event-days': statement('date-of-day', 'SELECT event_id AS event, date FROM event_days WHERE id = $1', WHERE),
  occurrences: statement('date-of-occurrence', 'SELECT event_id AS event, date FROM occurrences WHERE id = $1', WHERE),
}

/** Locks the whole date of a day or an occurrence in the usual order, and reads it afterwards. null: no such record. */
export const lockDateOf = async (db: Db, kind: keyof typeof LOCATE, id: string): Promise<LockedDate | null> => {
  for (;;) {
    const [before] = await db.rows(LOCATE[kind], [id])
    if (!before) return null
    const which = { event: before.event, after: null, only: before.date }
    await lockDates(db, which)
    const [after] = await db.rows(LOCATE[kind], [id])
    // While we waited, the date was moved to another event: try again.
    if (after?.event !== before.event) continue
    const current = await readCurrent(db, which)
    const [day] = current.days
    return day ? { event: before.event, day, current } : null
  }
}

/** Reads the same date without locking it, for callers that already hold the locks of a booking. */
export const readDateOf = async (db: Db, kind: keyof typeof LOCATE, id: string): Promise<LockedDate | null> => {
  const [found] = await db.rows(LOCATE[kind], [id])
  if (!found) return null
  const current = await readCurrent(db, { event: found.event, after: null, only: found.date })
  const [day] = current.days
  return day ? { event: found.event, day, current } : null
}

type Cancellation = { occurrences: readonly string[]; day: string | null; reason: string | null; now: Date }

const CANCEL_OCCURRENCES = statement(
  'cancel-occurrences',
  `UPDATE occurrences SET status = 'cancelled', skipped = false, cancel_reason = $2, cancelled_at = $3,
          updated_at = $3
    WHERE id = ANY ($1::uuid[])`,
)

const CANCEL_DAY = statement(
  'cancel-day',
  `UPDATE event_days SET status = 'cancelled', skipped = false, cancel_reason = $2, cancelled_at = $3, updated_at = $3
    WHERE id = $1`,
)

/** Cancelled by hand, so later edits of the series don't bring the date back. */
export const cancelDates = async (db: Db, { occurrences, day, reason, now }: Cancellation): Promise<void> => {
  await db.rows(CANCEL_OCCURRENCES, [occurrences, reason, now])
  if (day) await db.rows(CANCEL_DAY, [day, reason, now])
}

type Removal = { event: string; date: string; line: string | null; occurrences: readonly string[]; day: string | null }

const REMEMBER_REMOVED = statement(
  'remember-removed-date',
  'INSERT INTO removed_dates (event_id, date, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
)

const DELETE_BOOKINGS = statement(
  'delete-cancelled-bookings',
  `DELETE FROM participants WHERE occurrence_id = ANY ($1::uuid[]) AND status = 'cancelled'`,
)

const DELETE_OCCURRENCES = statement('delete-occurrences', 'DELETE FROM occurrences WHERE id = ANY ($1::uuid[])')

const DELETE_DAY = statement('delete-day', 'DELETE FROM event_days WHERE id = $1')

/**
 * Deletes the rows with their cancelled bookings and remembers the removal, so that the series does not create them
 * again.
 */
export const deleteDates = async (db: Db, { event, date, line, occurrences, day }: Removal): Promise<void> => {
  await db.rows(REMEMBER_REMOVED, [event, date, line])
  await db.rows(DELETE_BOOKINGS, [occurrences])
  await db.rows(DELETE_OCCURRENCES, [occurrences])
  if (day) await db.rows(DELETE_DAY, [day])
}
