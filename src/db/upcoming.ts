import { present, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const LOCK_DAYS = statement(
  'lock-upcoming-days',
  'SELECT 1 FROM event_days WHERE event_id = $1 AND ends_at > $2 ORDER BY id FOR NO KEY UPDATE',
)

const LOCK_OCCURRENCES = statement(
  'lock-upcoming-occurrences',
  `SELECT id FROM occurrences WHERE event_id = $1 AND starts_at > $2 AND status = 'scheduled'
    ORDER BY id FOR NO KEY UPDATE`,
  { id: uuid },
)

/** Locks occurrences of an event that have not begun, and their days, in the usual order. */
export const lockUpcoming = async (db: Db, event: string, now: Date): Promise<string[]> => {
  await db.rows(LOCK_DAYS, [event, now])
  const rows = await db.rows(LOCK_OCCURRENCES, [event, now])
  return rows.map(({ id }) => id)
}

const DELETE_OCCURRENCES = statement(
  'delete-upcoming-occurrences',
  `DELETE FROM occurrences o WHERE o.event_id = $1 AND o.starts_at > $2 AND NOT EXISTS (SELECT 1 FROM participants b
         WHERE b.occurrence_id = o.id)`,
)

const CANCEL_OCCURRENCES = statement(
  'cancel-upcoming-occurrences',
  `UPDATE occurrences SET status = 'cancelled', skipped = true, cancelled_at = $2, updated_at = $2
    WHERE event_id = $1 AND starts_at > $2 AND status = 'scheduled'`,
)

const DELETE_DAYS = statement(
  'delete-upcoming-days',
  `DELETE FROM event_days d WHERE d.event_id = $1 AND d.starts_at > $2 AND NOT EXISTS (SELECT 1 FROM occurrences o
         WHERE o.event_day_id = d.id)`,
)

const CANCEL_DAYS = statement(
  'cancel-upcoming-days',
  `UPDATE event_days SET status = 'cancelled', skipped = true, cancelled_at = $2, updated_at = $2
    WHERE event_id = $1 AND starts_at > $2 AND status = 'scheduled'`,
)

/** Removes an event's future: dates that nobody was ever booked on are deleted, the others stay as cancelled. */
export const removeUpcoming = async (db: Db, event: string, now: Date): Promise<void> => {
  await db.rows(DELETE_OCCURRENCES, [event, now])
  await db.rows(CANCEL_OCCURRENCES, [event, now])
  await db.rows(DELETE_DAYS, [event, now])
  await db.rows(CANCEL_DAYS, [event, now])
}

const SET_ARCHIVED = statement('set-archived', 'UPDATE events SET archived_at = $2, updated_at = $3 WHERE id = $1')

export const setArchived = (db: Db, event: string, archivedAt: Date | null, now: Date): Promise<unknown> =>
  db.rows(SET_ARCHIVED, [event, archivedAt, now])

const SET_DELETED = statement('set-deleted', 'UPDATE events SET deleted_at = $2, updated_at = $2 WHERE id = $1')

export const setDeleted = (db: Db, event: string, now: Date): Promise<unknown> => db.rows(SET_DELETED, [event, now])

const SET_LAST_DATE = statement('set-last-date', 'UPDATE events SET last_date = $2 WHERE id = $1')

export const setLastDate = (db: Db, event: string, lastDate: string | null): Promise<unknown> =>
  db.rows(SET_LAST_DATE, [event, lastDate])

const FORGET_REMOVED = statement('forget-removed-date', 'DELETE FROM removed_dates WHERE event_id = $1 AND date = $2')

const REOPEN_DAY = statement(
  'reopen-day',
  `UPDATE event_days SET status = 'scheduled', skipped = false, cancel_reason = NULL, updated_at = $3
    WHERE event_id = $1 AND date = $2 AND status = 'cancelled'`,
)

const REOPEN_OCCURRENCES = statement(
  'reopen-occurrences',
  `UPDATE occurrences SET status = 'scheduled', skipped = false, cancel_reason = NULL, updated_at = $3
    WHERE event_id = $1 AND date = $2 AND status = 'cancelled'`,
)

/** Makes a deleted or cancelled date available again because somebody planned it on purpose. */
export const reopenDate = async (db: Db, event: string, date: string, now: Date): Promise<void> => {
  await db.rows(FORGET_REMOVED, [event, date])
  await db.rows(REOPEN_DAY, [event, date, now])
  await db.rows(REOPEN_OCCURRENCES, [event, date, now])
}

const VISITOR_NAMES = statement(
  'visitor-names',
  'SELECT id, full_name AS name FROM visitors WHERE id = ANY ($1::uuid[])',
  { id: uuid, name: present(text) },
)

export const visitorNames = async (db: Db, visitors: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.rows(VISITOR_NAMES, [[...new Set(visitors)]])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
