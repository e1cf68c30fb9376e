import { z } from 'zod'
import type { BookingTrace, MergedBooking } from '@/domain/merges/bookings'
import { bool, json, nullable, participantStatus, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

/** A fingerprint that changes with any change of a booking. */
const PRINT = `md5(jsonb_build_array(b.status, b.comment, b.source, b.booked_by_relation_to, b.booked_by_value,
  b.booked_at, b.cancelled_at, b.cancel_reason)::text)`

const BOOKINGS = {
  id: uuid,
  visitor: uuid,
  occurrence: uuid,
  status: participantStatus,
  comment: nullable(text),
  print: text,
  isOver: bool,
}

const BOOKINGS_OF = `SELECT b.id, b.visitor_id AS visitor, b.occurrence_id AS occurrence, b.status, b.comment,
    ${PRINT} AS print, (b.status = 'cancelled' OR o.ends_at <= $2) AS "isOver"
  FROM participants b JOIN occurrences o ON o.id = b.occurrence_id WHERE b.visitor_id = ANY ($1::uuid[])
 ORDER BY b.id`

const READ_BOOKINGS = statement('bookings-to-merge', BOOKINGS_OF, BOOKINGS)
const LOCK_BOOKINGS = statement('lock-bookings-to-merge', `${BOOKINGS_OF} FOR UPDATE OF b`, BOOKINGS)

export type BookingToMerge = MergedBooking & { isOver: boolean }

export const bookingsToMerge = (
  db: Db,
  visitors: readonly string[],
  { now, lock }: { now: Date; lock: boolean },
): Promise<BookingToMerge[]> => db.rows(lock ? LOCK_BOOKINGS : READ_BOOKINGS, [visitors, now.toISOString()])

const CHANGED_DAYS = statement(
  'days-changed-by-merge',
  `SELECT DISTINCT b.occurrence_id AS id FROM participants b
    WHERE (b.visitor_id = $2::uuid AND b.status = 'expected')
       OR (b.visitor_id = ANY ($1::uuid[]) AND EXISTS (
             SELECT 1 FROM participants other
              WHERE other.event_day_id = b.event_day_id AND other.visitor_id = ANY ($1::uuid[])
                AND other.visitor_id <> b.visitor_id))`,
  { id: uuid },
)

/**
 * Occurrences of the days on which both have a booking, where places change; and those that `other` is expected on:
 * their days are recounted when the bookings move. Whoever cancels a day locks it before its bookings, and so do we.
 */
export const occurrencesToLock = async (db: Db, survivor: string, other: string): Promise<string[]> =>
  (await db.rows(CHANGED_DAYS, [[survivor, other], other])).map(({ id }) => id)

const OCCURRENCES_OF = statement(
  'occurrences-of-bookings',
  'SELECT DISTINCT occurrence_id AS id FROM participants WHERE id = ANY ($1::uuid[])',
  { id: uuid },
)

export const occurrencesOfBookings = async (db: Db, ids: readonly string[]): Promise<string[]> =>
  (await db.rows(OCCURRENCES_OF, [ids])).map(({ id }) => id)

const DROP = statement(
  'drop-folded-bookings',
  `WITH gone AS (DELETE FROM participants WHERE id = ANY ($1::uuid[]) RETURNING *)
   SELECT to_jsonb(gone) AS row FROM gone`,
  { row: json(z.record(z.string(), z.any())) },
)

/** Deletes bookings of a person who is also booked there under another record, so that only one place is counted. */
export const dropBookings = async (db: Db, ids: readonly string[]): Promise<Record<string, unknown>[]> =>
  ids.length === 0 ? [] : (await db.rows(DROP, [ids])).map(({ row }) => row)

const MOVE = statement('move-bookings', 'UPDATE participants SET visitor_id = $2 WHERE id = ANY ($1::uuid[])')

export const moveBookings = async (db: Db, ids: readonly string[], visitor: string): Promise<void> => {
  if (ids.length > 0) await db.rows(MOVE, [ids, visitor])
}

const SET_COMMENTS = statement(
  'set-folded-comments',
  `UPDATE participants b SET comment = c.comment FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, comment text)
    WHERE b.id = c.id AND b.comment IS DISTINCT FROM c.comment`,
)

export const setComments = async (
  db: Db,
  comments: readonly { id: string; comment: string | null }[],
): Promise<void> => {
  if (comments.length > 0) await db.rows(SET_COMMENTS, [JSON.stringify(comments)])
}

const COLUMNS = `id, visitor_id, occurrence_id, status, comment, source, booked_by_relation_to, booked_by_value,
  booked_at, cancelled_at, cancel_reason, created_at, updated_at`

/**
 * A booking whose occurrence was cancelled since then is restored as cancelled. It is not restored if the occurrence
 * was deleted.
 */
const RESTORE = statement(
  'restore-folded-bookings',
  `WITH was AS (SELECT w.* FROM jsonb_populate_recordset(NULL::participants, $1::jsonb) w ORDER BY w.id)
   INSERT INTO participants (${COLUMNS})
   SELECT w.id, w.visitor_id, w.occurrence_id,
          CASE WHEN gone THEN 'cancelled'::participant_status ELSE w.status END, w.comment, w.source,
          w.booked_by_relation_to, w.booked_by_value, w.booked_at,
          CASE WHEN gone THEN $2::timestamptz ELSE w.cancelled_at END, w.cancel_reason, w.created_at, w.updated_at
     FROM was w JOIN occurrences o ON o.id = w.occurrence_id JOIN event_days d ON d.id = o.event_day_id,
  LATERAL (SELECT w.status = 'expected' AND (o.status = 'cancelled' OR d.status = 'cancelled') AS gone) AS s
   RETURNING id`,
  { id: uuid },
)

export const restoreBookings = async (
  db: Db,
  rows: readonly Record<string, unknown>[],
  now: Date,
): Promise<string[]> =>
  rows.length === 0 ? [] : (await db.rows(RESTORE, [JSON.stringify(rows), now.toISOString()])).map(({ id }) => id)

const STATES = statement(
  'states-of-bookings',
  `SELECT b.id, b.visitor_id AS visitor,
          ${PRINT} AS print
     FROM participants b WHERE b.id = ANY ($1::uuid[]) ORDER BY b.id FOR UPDATE`,
  { id: uuid, visitor: uuid, print: text },
)

/** Locks the bookings and returns their current state. */
export const statesOf = async (
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { visitor: string; print: string }>> =>
  new Map((await db.rows(STATES, [ids])).map(({ id, ...state }) => [id, state]))

/** The fingerprints of moved and folded bookings after everything is written. */
export const traced = async (
  db: Db,
  { moved, folded }: { moved: readonly string[]; folded: readonly Omit<BookingTrace['folded'][number], 'print'>[] },
): Promise<BookingTrace> => {
  const states = await statesOf(db, [...moved, ...folded.map(({ kept }) => kept)])
  const print = (id: string): string => states.get(id)?.print ?? ''
  return {
    moved: moved.map((id) => ({ id, print: print(id) })),
    folded: folded.map((one) => ({ ...one, print: print(one.kept) })),
  }
}

const LENGTHEN_HOLDS = statement(
  'lengthen-holds',
  `UPDATE holds s SET expires_at = h.expires_at FROM holds h
    WHERE h.visitor_id = $1 AND s.visitor_id = $2 AND s.occurrence_id = h.occurrence_id AND s.caller = h.caller
      AND h.expires_at > s.expires_at`,
)

const MOVE_HOLDS = statement(
  'move-holds',
  `WITH twins AS (
     DELETE FROM holds h USING holds s
      WHERE h.visitor_id = $1 AND s.visitor_id = $2 AND s.occurrence_id = h.occurrence_id AND s.caller = h.caller
      RETURNING h.id)
   UPDATE holds SET visitor_id = $2 WHERE visitor_id = $1 AND id NOT IN (SELECT id FROM twins) RETURNING id`,
  { id: uuid },
)

/** If a caller holds one place for each of the two records, the survivor keeps the longer hold. */
export const moveHolds = async (db: Db, from: string, to: string): Promise<string[]> => {
  await db.rows(LENGTHEN_HOLDS, [from, to])
  return (await db.rows(MOVE_HOLDS, [from, to])).map(({ id }) => id)
}

const PUT_HOLDS_BACK = statement('put-holds-back', 'UPDATE holds SET visitor_id = $2 WHERE id = ANY ($1::uuid[])')

export const putHoldsBack = async (db: Db, ids: readonly string[], visitor: string): Promise<void> => {
  await db.rows(PUT_HOLDS_BACK, [ids, visitor])
}
