import { LOCATE, lockDateOf, type LockedDate } from './dates'
import { lockEvents, readEvent, type StoredEvent } from './events'
import { nullable, present, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type Restorable = LockedDate & { series: StoredEvent }

/**
 * Locks the event before its date: what comes back follows the series, which must not change meanwhile. null: no such
 * record, or its event is deleted.
 */
export const lockToRestore = async (db: Db, kind: keyof typeof LOCATE, id: string): Promise<Restorable | null> => {
  for (;;) {
    const [before] = await db.rows(LOCATE[kind], [id])
    if (!before) return null
    await lockEvents(db, [before.event])
    const found = await lockDateOf(db, kind, id)
    // While we waited for the event, a change "from this date on" gave the date to another one.
    if (found && found.event !== before.event) continue
    const series = found && (await readEvent(db, found.event))
    return found && series ? { ...found, series } : null
  }
}

const TOGETHER = statement(
  'cancelled-together',
  `SELECT o.id FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
    WHERE d.id = $1 AND o.status = 'cancelled' AND o.cancelled_at = d.cancelled_at`,
  { id: uuid },
)

/** The services that were cancelled with their date, and not before it. */
export const cancelledTogether = async (db: Db, day: string): Promise<ReadonlySet<string>> =>
  new Set((await db.rows(TOGETHER, [day])).map(({ id }) => id))

const CANCELLED_THEN = statement(
  'cancelled-then',
  `SELECT b.visitor_id AS visitor, b.id AS participant, b.occurrence_id AS occurrence, v.full_name AS "visitorName"
     FROM participants b
     JOIN occurrences o ON o.id = b.occurrence_id
     JOIN visitors v ON v.id = b.visitor_id
    WHERE o.id = ANY ($1::uuid[]) AND o.status = 'scheduled' AND o.ends_at > $2
      AND b.status = 'cancelled' AND b.cancelled_at = o.cancelled_at AND v.erased_at IS NULL
    ORDER BY o.starts_at, o.id, v.full_name, b.id`,
  { visitor: uuid, participant: uuid, occurrence: uuid, visitorName: nullable(present(text)) },
)

export type CancelledThen = { visitor: string; participant: string; occurrence: string; visitorName: string | null }

/** Those who lost their booking when these were cancelled, and have not been booked there again. */
export const cancelledThen = (db: Db, occurrences: readonly string[], now: Date): Promise<CancelledThen[]> =>
  db.rows(CANCELLED_THEN, [occurrences, now])
