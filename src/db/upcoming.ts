import type { Db } from './sql'

/** Occurrences of an event that have not begun, locked with their days in the one order. */
export const lockUpcoming = async (db: Db, event: string, now: Date): Promise<string[]> => {
  await db.rows('SELECT 1 FROM event_days WHERE event_id = $1 AND ends_at > $2 ORDER BY id FOR NO KEY UPDATE', [
    event,
    now,
  ])
  const rows = await db.rows<{ id: string }>(
    `SELECT id FROM occurrences WHERE event_id = $1 AND starts_at > $2 AND status = 'scheduled' ORDER BY id FOR NO KEY UPDATE`,
    [event, now],
  )
  return rows.map(({ id }) => id)
}

/** Takes an event's future away: what nobody ever was on is deleted, the rest stays as cancelled. */
export const removeUpcoming = async (db: Db, event: string, now: Date): Promise<void> => {
  await db.rows(
    `DELETE FROM occurrences o WHERE o.event_id = $1 AND o.starts_at > $2 AND NOT EXISTS (SELECT 1 FROM participants b WHERE b.occurrence_id = o.id)`,
    [event, now],
  )
  await db.rows(
    `UPDATE occurrences SET status = 'cancelled', skipped = true, updated_at = $2 WHERE event_id = $1 AND starts_at > $2 AND status = 'scheduled'`,
    [event, now],
  )
  await db.rows(
    `DELETE FROM event_days d WHERE d.event_id = $1 AND d.starts_at > $2 AND NOT EXISTS (SELECT 1 FROM occurrences o WHERE o.event_day_id = d.id)`,
    [event, now],
  )
  await db.rows(
    `UPDATE event_days SET status = 'cancelled', skipped = true, updated_at = $2 WHERE event_id = $1 AND starts_at > $2 AND status = 'scheduled'`,
    [event, now],
  )
}

export const setArchived = (db: Db, event: string, archivedAt: Date | null, now: Date): Promise<unknown> =>
  db.rows('UPDATE events SET archived_at = $2, updated_at = $3 WHERE id = $1', [event, archivedAt, now])

export const setDeleted = (db: Db, event: string, now: Date): Promise<unknown> =>
  db.rows('UPDATE events SET deleted_at = $2, updated_at = $2 WHERE id = $1', [event, now])

export const setLastDate = (db: Db, event: string, lastDate: string | null): Promise<unknown> =>
  db.rows('UPDATE events SET last_date = $2 WHERE id = $1', [event, lastDate])

/** A date that is planned anew on purpose: no longer deleted, no longer cancelled. */
export const reopenDate = async (db: Db, event: string, date: string, now: Date): Promise<void> => {
  await db.rows('DELETE FROM removed_dates WHERE event_id = $1 AND date = $2', [event, date])
  await db.rows(
    `UPDATE event_days SET status = 'scheduled', skipped = false, cancel_reason = NULL, updated_at = $3 WHERE event_id = $1 AND date = $2 AND status = 'cancelled'`,
    [event, date, now],
  )
  await db.rows(
    `UPDATE occurrences SET status = 'scheduled', skipped = false, cancel_reason = NULL, updated_at = $3 WHERE event_id = $1 AND date = $2 AND status = 'cancelled'`,
    [event, date, now],
  )
}

export const visitorNames = async (db: Db, visitors: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.rows<{ id: string; name: string }>(
    'SELECT id, full_name AS name FROM visitors WHERE id = ANY ($1::uuid[])',
    [[...new Set(visitors)]],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
