import type { Caller, Source } from '@/domain/access/caller'
import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import type { Statement } from './batch'
import type { KeyOf, StoredAnswer } from './idempotency'
import type { Db } from './sql'

/** A participant as the API answers it. Instants are ISO strings. */
export type Participant = {
  id: string
  visitor: string
  occurrence: string
  eventDay: string
  status: ParticipantStatus
  comment: string | null
  source: Source
  bookedBy: { relationTo: Caller['kind']; value: string } | null
  bookedAt: string | null
  cancelledAt: string | null
  cancelReason: string | null
  createdAt: string
  updatedAt: string
}

const COLUMNS = `id, visitor_id AS visitor, occurrence_id AS occurrence, event_day_id AS "eventDay", status, comment, source,
  CASE WHEN booked_by_value IS NULL THEN NULL ELSE jsonb_build_object('relationTo', booked_by_relation_to, 'value', booked_by_value) END AS "bookedBy",
  booked_at AS "bookedAt", cancelled_at AS "cancelledAt", cancel_reason AS "cancelReason", created_at AS "createdAt", updated_at AS "updatedAt"`

export const participantById = async (db: Db, id: string): Promise<Participant | null> => {
  const [row] = await db.rows<Participant>(
    `SELECT ${COLUMNS} FROM participants WHERE id = $1`,
    [id],
    'participant-by-id',
  )
  return row ? inIso(row) : null
}

/** pg hands instants over as Dates, the contract wants text. */
const inIso = (row: Participant): Participant =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      (value as unknown) instanceof Date ? (value as unknown as Date).toISOString() : value,
    ]),
  ) as Participant

const FRESH = `fresh AS (
  INSERT INTO participants (id, visitor_id, occurrence_id, status, comment, source, booked_by_relation_to, booked_by_value, booked_at, created_at, updated_at)
  SELECT g.id, $2, g.occurrence, 'expected', $3, $4::participant_source, $5::caller_kind, $6, $7, $7, $7 FROM given g WHERE NOT g.again
)`

const AGAIN = `again AS (
  UPDATE participants b
     SET status = 'expected', comment = $3, source = $4::participant_source, booked_by_relation_to = $5::caller_kind, booked_by_value = $6,
         booked_at = $7, updated_at = $7, cancelled_at = NULL, cancel_reason = NULL
    FROM given g WHERE g.again AND b.id = g.id
)`

/** The conversation shows it first and takes the message back: it is sent where the conversation could not. */
const TOLD = `told AS (
  INSERT INTO messages (kind, recipient_kind, recipient_id, payload, not_before, created_at, updated_at)
  SELECT 'bookingConfirmed', 'volunteers', $6, jsonb_build_object('participants', jsonb_agg(g.id)), $7::timestamptz + interval '30 seconds', $7, $7 FROM given g HAVING count(*) > 0
)`

const KEPT = `kept AS (
  UPDATE idempotency_keys SET status = ($8::json->>'status')::int, answer = $8 WHERE caller = $9 AND route = $10 AND key = $11
)`

/**
 * Everything one booking writes, in one statement: while it runs, the locks of a hot occurrence are held,
 * so every round trip saved is a booking gained. Parts that have nothing to do are left out, or each would
 * open its table and all its indexes for it. `fresh` are inserted, `again` re-activated. ON CONFLICT would
 * do both, but fires the counting triggers of INSERT and of UPDATE for one row.
 */
const writeOf = (parts: readonly string[]): string => `
WITH given AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS g(id uuid, occurrence uuid, again boolean, address text, request text)
), ${[FRESH, ...parts].join(', ')}, audited AS (
  INSERT INTO audit_log (at, action, subject, subject_id, actor_kind, actor_id, via, address, request_id, changes)
  SELECT $7, 'participant.booked', 'participants', g.id::text, $5, $6, $4, g.address, g.request,
         jsonb_build_object('visitor', $2::uuid, 'occurrence', g.occurrence, 'again', g.again) FROM given g
)
DELETE FROM holds WHERE visitor_id = $2 AND occurrence_id IN (SELECT occurrence FROM given)`

export type NewBooking = {
  visitor: string
  bookings: readonly { id: string; occurrence: string; again: boolean }[]
  comment: string | null
  source: Source
  caller: Caller
  now: Date
  /** The answer to keep under an idempotency key that was claimed before. */
  keep: { key: KeyOf; answer: StoredAnswer } | null
  /** Nothing else happens in this transaction. */
  last: boolean
}

export const writeBookings = async (
  db: Db,
  { visitor, bookings, comment, source, caller, now, keep, last }: NewBooking,
): Promise<void> => {
  const parts = {
    again: bookings.some(({ again }) => again) ? AGAIN : null,
    told: caller.kind === 'volunteers' ? TOLD : null,
    kept: keep ? KEPT : null,
  }
  const wanted = Object.entries(parts).flatMap(([name, text]) => (text === null ? [] : [{ name, text }]))
  const kept = keep ? [JSON.stringify(keep.answer), keep.key.caller, keep.key.route, keep.key.key] : []
  const statement = {
    text: writeOf(wanted.map(({ text }) => text)),
    values: [
      JSON.stringify(
        bookings.map((booking) => ({ ...booking, address: caller.origin?.address, request: caller.origin?.requestId })),
      ),
      visitor,
      comment,
      source,
      caller.kind,
      caller.id,
      now.toISOString(),
      ...kept,
    ],
    name: ['write-bookings', ...wanted.map(({ name }) => name)].join('-'),
  }
  if (last) await db.last(statement)
  else await db.together([statement])
}

/** Visitor, event days, occurrences, each in id order. The one place that locks for a booking. */
export const lockForBooking = async (db: Db, visitor: string, occurrences: readonly string[]): Promise<void> => {
  await db.together([lockOfBooking(visitor, occurrences)])
}

export const lockOfBooking = (visitor: string, occurrences: readonly string[]): Statement => ({
  text: 'SELECT lock_for_booking($1, $2)',
  values: [visitor, occurrences],
  name: 'lock-for-booking',
})

export const writeCancellation = async (
  db: Db,
  { id, reason, now }: { id: string; reason: string | null; now: Date },
): Promise<Participant | null> => {
  const [row] = await db.rows<Participant>(
    `UPDATE participants SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3, updated_at = $2
      WHERE id = $1 AND status <> 'cancelled' RETURNING ${COLUMNS}`,
    [id, now.toISOString(), reason],
    'write-cancellation',
  )
  return row ? inIso(row) : null
}

export const writeComment = async (
  db: Db,
  { id, comment, now }: { id: string; comment: string | null; now: Date },
): Promise<void> => {
  await db.rows('UPDATE participants SET comment = $2, updated_at = $3 WHERE id = $1', [id, comment, now.toISOString()])
}
