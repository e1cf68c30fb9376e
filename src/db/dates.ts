import { lockDates, readCurrent } from './event-plan'
import type { Current, Day } from '@/domain/events/plan'
import type { Db } from './sql'

type Where = { event: string; date: string }
export type LockedDate = { event: string; day: Day; current: Current }

const LOCATE = {
  'event-days': 'SELECT event_id AS event, date FROM event_days WHERE id = $1',
  occurrences: 'SELECT event_id AS event, date FROM occurrences WHERE id = $1',
} as const

/** The whole date behind a day or an occurrence, locked in the one order and read after that. null: no such record. */
export const lockDateOf = async (db: Db, kind: keyof typeof LOCATE, id: string): Promise<LockedDate | null> => {
  for (;;) {
    const [before] = await db.rows<Where>(LOCATE[kind], [id])
    if (!before) return null
    const which = { event: before.event, after: null, only: before.date }
    await lockDates(db, which)
    const [after] = await db.rows<Where>(LOCATE[kind], [id])
    // Handed over to another event while we waited: look again.
    if (after?.event !== before.event) continue
    const current = await readCurrent(db, which)
    const [day] = current.days
    return day ? { event: before.event, day, current } : null
  }
}

type Cancellation = { occurrences: readonly string[]; day: string | null; reason: string | null; now: Date }

/** Cancelled by hand: no edit of the series brings it back. */
export const cancelDates = async (db: Db, { occurrences, day, reason, now }: Cancellation): Promise<void> => {
  await db.rows(
    `UPDATE occurrences SET status = 'cancelled', skipped = false, cancel_reason = $2, updated_at = $3 WHERE id = ANY ($1::uuid[])`,
    [occurrences, reason, now],
  )
  if (day)
    await db.rows(
      `UPDATE event_days SET status = 'cancelled', skipped = false, cancel_reason = $2, updated_at = $3 WHERE id = $1`,
      [day, reason, now],
    )
}

type Removal = { event: string; date: string; line: string | null; occurrences: readonly string[]; day: string | null }

/** Deletes rows with their cancelled bookings and leaves a mark that keeps the date from coming back. */
export const deleteDates = async (db: Db, { event, date, line, occurrences, day }: Removal): Promise<void> => {
  await db.rows('INSERT INTO removed_dates (event_id, date, line) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    event,
    date,
    line,
  ])
  await db.rows(`DELETE FROM participants WHERE occurrence_id = ANY ($1::uuid[]) AND status = 'cancelled'`, [
    occurrences,
  ])
  await db.rows('DELETE FROM occurrences WHERE id = ANY ($1::uuid[])', [occurrences])
  if (day) await db.rows('DELETE FROM event_days WHERE id = $1', [day])
}
