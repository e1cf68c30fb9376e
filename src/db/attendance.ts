import { z } from 'zod'
import type { Mark, ParticipantStatus } from '@/domain/attendance/decideMark'
import { bool, instant, json, nullable, participantStatus, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

export type Marked = {
  id: string
  visitor: string
  status: ParticipantStatus
  comment: string | null
  registration: boolean
  /** Local date of the place. */
  date: string
  today: string
}

const END_OF_OCCURRENCE = statement('end-of-occurrence', 'SELECT ends_at FROM occurrences WHERE id = $1', {
  ends_at: instant,
})

export const endOfOccurrence = async (db: Db, occurrence: string): Promise<Date> => {
  const [row] = await db.rows(END_OF_OCCURRENCE, [occurrence])
  if (!row) throw new Error('A participant without its occurrence')
  return row.ends_at
}

const LOCK_VISITORS_OF = prepared(
  'lock-visitors-of',
  `SELECT 1 FROM visitors WHERE id IN (SELECT visitor_id FROM participants WHERE id = ANY ($1::uuid[]))
    ORDER BY id FOR NO KEY UPDATE`,
)

const LOCK_PARTICIPANTS = prepared(
  'lock-participants',
  'SELECT 1 FROM participants WHERE id = ANY ($1::uuid[]) ORDER BY id FOR NO KEY UPDATE',
)

const READ_FOR_MARKS = prepared(
  'read-for-marks',
  `SELECT b.id, b.visitor_id AS visitor, b.status, b.comment, coalesce(s.registration, false) AS registration, o.date,
          to_char($2::timestamptz AT TIME ZONE p.timezone, 'YYYY-MM-DD') AS today
     FROM participants b
     JOIN occurrences o ON o.id = b.occurrence_id
     JOIN services s ON s.id = o.service_id
     JOIN places p ON p.id = o.place_id
    WHERE b.id = ANY ($1::uuid[])`,
  {
    id: uuid,
    visitor: uuid,
    status: participantStatus,
    comment: nullable(text),
    registration: bool,
    date: text,
    today: text,
  },
)

/** Locks visitors, then participants, each in id order, and reads what the decision about a mark needs. */
export const lockForMarks = async (db: Db, ids: readonly string[], now: Date): Promise<Marked[]> => {
  await db.rows(LOCK_VISITORS_OF, [ids])
  await db.rows(LOCK_PARTICIPANTS, [ids])
  return db.rows(READ_FOR_MARKS, [ids, now.toISOString()])
}

export type MarkChange = { id: string; status: Mark; comment: string | null }

const WRITE_MARKS = prepared(
  'write-marks',
  `UPDATE participants b SET status = c.status::participant_status, comment = c.comment, updated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, status text, comment text) WHERE b.id = c.id`,
)

export const writeMarks = async (db: Db, changes: readonly MarkChange[], now: Date): Promise<void> => {
  await db.rows(WRITE_MARKS, [JSON.stringify(changes), now.toISOString()])
}

const FOLLOW_REGISTRATION = prepared(
  'follow-registration',
  `WITH attended AS (
     SELECT v.id, (SELECT b.id FROM participants b
                     JOIN occurrences o ON o.id = b.occurrence_id JOIN services s ON s.id = o.service_id
                    WHERE b.visitor_id = v.id AND b.status = 'attended' AND s.registration
                    ORDER BY o.starts_at, b.id LIMIT 1) AS by
       FROM visitors v WHERE v.id = ANY ($1::uuid[])
   )
   UPDATE visitors v
      SET status = CASE WHEN a.by IS NOT NULL THEN 'registered'::visitor_status ELSE 'new'::visitor_status END,
          registered_by = a.by, updated_at = $2
     FROM attended a
    WHERE v.id = a.id
      AND ((v.status = 'new' AND a.by IS NOT NULL)
           OR (v.registered_by IS NOT NULL AND v.registered_by IS DISTINCT FROM a.by))`,
)

/**
 * Attending a registration service makes a new visitor registered. The attendance is remembered: when it is undone and
 * no other one remains, the status is undone, too. A status set by hand has no attendance and stays. The caller has
 * locked the visitors.
 */
export const followRegistration = async (db: Db, visitors: readonly string[], now: Date): Promise<void> => {
  await db.rows(FOLLOW_REGISTRATION, [visitors, now.toISOString()])
}

export type UndoRow = { id: string; from: { status: ParticipantStatus; comment: string | null }; to: MarkChange }

const WRITE_UNDO = statement(
  'write-undo',
  'INSERT INTO attendance_undos (caller, changes, created_at) VALUES ($1, $2, $3) RETURNING id',
  { id: uuid },
)

export const writeUndo = async (
  db: Db,
  { caller, rows, now }: { caller: string; rows: readonly UndoRow[]; now: Date },
): Promise<string> => {
  const [row] = await db.rows(WRITE_UNDO, [caller, JSON.stringify(rows), now.toISOString()])
  if (!row) throw new Error('An undo was not written')
  return row.id
}

const TAKE_UNDO = statement(
  'take-undo',
  `UPDATE attendance_undos SET used_at = $4 WHERE id = $1 AND caller = $2 AND used_at IS NULL AND created_at >= $3
   RETURNING changes`,
  {
    changes: json(
      z.array(
        z.object({
          id: z.string(),
          from: z.object({ status: z.enum(participantStatus.options), comment: z.string().nullable() }),
          to: z.object({
            id: z.string(),
            status: z.enum(['expected', 'attended', 'noShow']),
            comment: z.string().nullable(),
          }),
        }),
      ),
    ),
  },
)

/** Marks an undo as used. null: it does not exist, belongs to another caller, is used or is older than `notBefore`. */
export const takeUndo = async (
  db: Db,
  { id, caller, notBefore, now }: { id: string; caller: string; notBefore: Date; now: Date },
): Promise<UndoRow[] | null> => {
  const [row] = await db.rows(TAKE_UNDO, [id, caller, notBefore.toISOString(), now.toISOString()])
  return row?.changes ?? null
}

const SWEEP_UNDOS = statement(
  'sweep-undos',
  `DELETE FROM attendance_undos WHERE created_at < clock_timestamp() - interval '1 day'`,
)

export const sweepUndos = async (db: Db): Promise<void> => {
  await db.rows(SWEEP_UNDOS)
}
