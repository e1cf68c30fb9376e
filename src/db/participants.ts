import { z } from 'zod'
import type { Caller, Source } from '@/domain/access/caller'
import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import type { KeyOf, StoredAnswer } from './idempotency'
import {
  callerKind,
  instant,
  json,
  nullable,
  participantSource,
  participantStatus,
  present,
  text,
  uuid,
  type RowOf,
} from './rows'
import type { Db } from './sql'
import { prepared, statement, type Call, type Statement } from './statement'

/** A participant as returned by the API. Instants are ISO strings. */
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

const BOOKED_BY = `
  CASE WHEN booked_by_value IS NOT NULL
       THEN jsonb_build_object('relationTo', booked_by_relation_to, 'value', booked_by_value) END AS "bookedBy"`

const COLUMNS = `
  id, visitor_id AS visitor, occurrence_id AS occurrence, event_day_id AS "eventDay", status, comment, source,
  ${BOOKED_BY},
  booked_at AS "bookedAt", cancelled_at AS "cancelledAt", cancel_reason AS "cancelReason",
  created_at AS "createdAt", updated_at AS "updatedAt"`

const PARTICIPANT = {
  id: uuid,
  visitor: uuid,
  occurrence: uuid,
  eventDay: present(uuid),
  status: participantStatus,
  comment: nullable(text),
  source: participantSource,
  bookedBy: nullable(json(z.object({ relationTo: z.enum(callerKind.options), value: z.string() }))),
  bookedAt: nullable(instant),
  cancelledAt: nullable(instant),
  cancelReason: nullable(text),
  createdAt: instant,
  updatedAt: instant,
}

const BY_ID = prepared('participant-by-id', `SELECT ${COLUMNS} FROM participants WHERE id = $1`, PARTICIPANT)

export const participantById = async (db: Db, id: string): Promise<Participant | null> => {
  const [row] = await db.rows(BY_ID, [id])
  return row ? inIso(row) : null
}

/** pg returns instants as Date, but the API needs text. */
const inIso = (row: RowOf<typeof PARTICIPANT>): Participant => ({
  ...row,
  bookedAt: row.bookedAt?.toISOString() ?? null,
  cancelledAt: row.cancelledAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

const FRESH = `fresh AS (
  INSERT INTO participants (id, visitor_id, occurrence_id, status, comment, source, booked_by_relation_to,
                            booked_by_value, booked_at, created_at, updated_at)
  SELECT g.id, $2, g.occurrence, 'expected', $3, $4::participant_source, $5::caller_kind,
         $6, $7, $7, $7 FROM given g WHERE NOT g.again
)`

const AGAIN = `again AS (
  UPDATE participants b
     SET status = 'expected', comment = $3, source = $4::participant_source,
         booked_by_relation_to = $5::caller_kind, booked_by_value = $6,
         booked_at = $7, updated_at = $7, cancelled_at = NULL, cancel_reason = NULL
    FROM given g WHERE g.again AND b.id = g.id
)`

/**
 * The bot confirms the booking in the conversation and then marks this message as sent. It is only sent if the
 * conversation could not confirm the booking.
 */
const TOLD = `told AS (
  INSERT INTO messages (kind, recipient_kind, recipient_id, payload, not_before, created_at, updated_at)
  SELECT 'bookingConfirmed', 'volunteers', $6, jsonb_build_object('participants', jsonb_agg(g.id)),
         $7::timestamptz + interval '30 seconds', $7, $7 FROM given g HAVING count(*) > 0
)`

const KEPT = `kept AS (
  UPDATE idempotency_keys SET status = ($8::json->>'status')::int, answer = $8
   WHERE caller = $9 AND route = $10 AND key = $11
)`

/**
 * Writes everything for one booking in one statement. Meanwhile the locks of a busy occurrence are held, so each saved
 * round trip lets more bookings through. Parts with nothing to do are left out, because each would open its table and
 * all its indexes. `fresh` are inserted and `again` are re-activated; ON CONFLICT could do both, but would fire the
 * counting triggers of INSERT and of UPDATE for the same row.
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

const PARTS = { again: AGAIN, told: TOLD, kept: KEPT }
type Part = keyof typeof PARTS

const nameOf = (parts: readonly Part[]): string => ['write-bookings', ...parts].join('-')

/** One statement for each combination of parts. */
const WRITES: ReadonlyMap<string, Statement> = new Map(
  [0, 1, 2, 3, 4, 5, 6, 7].map((choice) => {
    const parts = (['again', 'told', 'kept'] as const).filter((_, bit) => choice & (1 << bit))
    const name = nameOf(parts)
    return [name, prepared(name, writeOf(parts.map((part) => PARTS[part])))]
  }),
)

export type NewBooking = {
  visitor: string
  bookings: readonly { id: string; occurrence: string; again: boolean }[]
  comment: string | null
  source: Source
  caller: Caller
  now: Date
  /** The answer to save under an idempotency key that was claimed before. */
  keep: { key: KeyOf; answer: StoredAnswer } | null
}

export const writeOfBookings = ({ visitor, bookings, comment, source, caller, now, keep }: NewBooking): Call => {
  const parts: Part[] = []
  if (bookings.some(({ again }) => again)) parts.push('again')
  if (caller.kind === 'volunteers') parts.push('told')
  if (keep) parts.push('kept')
  const write = WRITES.get(nameOf(parts))
  if (!write) throw new Error(`Nothing writes bookings with ${parts.join(', ')}`)
  return {
    statement: write,
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
      ...(keep ? [JSON.stringify(keep.answer), keep.key.caller, keep.key.route, keep.key.key] : []),
    ],
  }
}

const LOCK = prepared('lock-for-booking', 'SELECT lock_for_booking($1, $2)')

/** Locks the visitor, event days and occurrences, each in id order. All locks of a booking are taken here. */
export const lockForBooking = async (db: Db, visitor: string, occurrences: readonly string[]): Promise<void> => {
  await db.together([lockOfBooking(visitor, occurrences)])
}

export const lockOfBooking = (visitor: string, occurrences: readonly string[]): Call => ({
  statement: LOCK,
  values: [visitor, occurrences],
})

const LOCK_MANY = prepared('lock-for-bookings', 'SELECT lock_for_bookings($1, $2) AS visitor', { visitor: uuid })

/**
 * The same locks for several visitors of one occurrence. Returns the visitors it locked: whoever is locked by another
 * transaction is left out, so that nobody waits for somebody else's visitor.
 */
export const lockOfBookings = (visitors: readonly string[], occurrence: string): Call<{ visitor: string }> => ({
  statement: LOCK_MANY,
  values: [visitors, [occurrence]],
})

const CANCEL = prepared(
  'write-cancellation',
  `UPDATE participants SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3, updated_at = $2
    WHERE id = $1 AND status <> 'cancelled' RETURNING ${COLUMNS}`,
  PARTICIPANT,
)

export const writeCancellation = async (
  db: Db,
  { id, reason, now }: { id: string; reason: string | null; now: Date },
): Promise<Participant | null> => {
  const [row] = await db.rows(CANCEL, [id, now.toISOString(), reason])
  return row ? inIso(row) : null
}

const COMMENT = statement('write-comment', 'UPDATE participants SET comment = $2, updated_at = $3 WHERE id = $1')

export const writeComment = async (
  db: Db,
  { id, comment, now }: { id: string; comment: string | null; now: Date },
): Promise<void> => {
  await db.rows(COMMENT, [id, comment, now.toISOString()])
}

export type Expected = { id: string; visitor: string; occurrence: string; bookedBy: Participant['bookedBy'] }

const EXPECTED_ON = statement(
  'expected-on',
  `SELECT id, visitor_id AS visitor, occurrence_id AS occurrence, ${BOOKED_BY}
     FROM participants WHERE occurrence_id = ANY ($1::uuid[]) AND status = 'expected' ORDER BY booked_at, id`,
  { id: uuid, visitor: uuid, occurrence: uuid, bookedBy: PARTICIPANT.bookedBy },
)

/**
 * Expected participants with who booked them. Those already marked are left out, because a cancellation can't change
 * whether somebody came. The caller adds the names.
 */
export const expectedOn = (db: Db, occurrences: readonly string[]): Promise<Expected[]> =>
  db.rows(EXPECTED_ON, [occurrences])

const CANCEL_EXPECTED = statement(
  'cancel-expected',
  `UPDATE participants SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3, updated_at = $2
    WHERE id = ANY ($1::uuid[]) AND status = 'expected'`,
)

export const cancelExpected = async (
  db: Db,
  ids: readonly string[],
  { reason, now }: { reason: string | null; now: Date },
): Promise<void> => {
  await db.rows(CANCEL_EXPECTED, [ids, now.toISOString(), reason])
}
