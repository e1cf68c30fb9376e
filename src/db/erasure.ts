import { z } from 'zod'
import { ERASED_NAME } from '@/domain/visitors/erased'
import { cancelExpected, lockForBooking } from './participants'
import { bool, instant, int, json, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { statement, type Statement } from './statement'

export type Erasable = { id: string; erasedAt: Date | null; photo: string | null }
export type Cancelled = { id: string; occurrence: string; bookedBy: { relationTo: string; value: string } | null }
export type ErasureRecord = {
  visitor: string
  at: Date
  reason: string
  askedBy: { kind: string; id: string } | null
  hash: string
  counts: Record<string, number>
}

const LOCK_FOR_ERASURE = statement(
  'lock-for-erasure',
  'SELECT id, erased_at AS "erasedAt", photo_id AS photo FROM visitors WHERE id = $1 FOR UPDATE',
  { id: uuid, erasedAt: nullable(instant), photo: nullable(uuid) },
)

/** FOR UPDATE: nobody writes anything that points at this person until it is over, a key of theirs neither. */
export const lockForErasure = async (db: Db, id: string): Promise<Erasable | null> => {
  const [row] = await db.rows(LOCK_FOR_ERASURE, [id])
  return row ?? null
}

const LOCK_LEDGER = statement('lock-ledger', `SELECT pg_advisory_xact_lock(hashtextextended('erasure-ledger', 0))`)

/** Erasures write their ledger one after another, whichever process they are in. */
export const lockLedger = async (db: Db): Promise<void> => {
  await db.rows(LOCK_LEDGER)
}

const UPCOMING = `
  SELECT b.id, b.occurrence_id AS occurrence,
         CASE WHEN b.booked_by_value IS NOT NULL
              THEN jsonb_build_object('relationTo', b.booked_by_relation_to, 'value', b.booked_by_value)
          END AS "bookedBy"
    FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
   WHERE b.visitor_id = $1 AND b.status = 'expected' AND o.ends_at > $2 ORDER BY b.id`

const WEIGH_ERASURE = statement(
  'weigh-erasure',
  `SELECT (SELECT count(*)::int FROM (${UPCOMING}) u) AS upcoming,
          (SELECT count(*)::int FROM participants WHERE visitor_id = $1) AS visits, photo_id IS NOT NULL AS photo
     FROM visitors WHERE id = $1`,
  { upcoming: int, visits: int, photo: bool },
)

/** What will happen, for whoever has to decide. */
export const weighErasure = async (
  db: Db,
  id: string,
  now: Date,
): Promise<{ upcoming: number; visits: number; photo: boolean } | null> => {
  const [row] = await db.rows(WEIGH_ERASURE, [id, now.toISOString()])
  return row ?? null
}

const UPCOMING_BOOKINGS = statement('upcoming-bookings', UPCOMING, {
  id: uuid,
  occurrence: uuid,
  bookedBy: nullable(json(z.object({ relationTo: z.string(), value: z.string() }))),
})

export const cancelUpcoming = async (db: Db, id: string, now: Date): Promise<Cancelled[]> => {
  const upcoming = await db.rows(UPCOMING_BOOKINGS, [id, now.toISOString()])
  if (upcoming.length === 0) return []
  await lockForBooking(
    db,
    id,
    upcoming.map(({ occurrence }) => occurrence),
  )
  await cancelExpected(
    db,
    upcoming.map((one) => one.id),
    { reason: null, now },
  )
  return upcoming
}

/** A change that answers how many rows it changed. */
const counting = (name: string, change: string): Statement<{ count: number }> =>
  statement(name, `WITH done AS (${change} RETURNING 1) SELECT count(*)::int AS count FROM done`, { count: int })

const CHANGES = {
  comments: counting(
    'erase-comments',
    `UPDATE participants SET comment = NULL, cancel_reason = NULL
      WHERE visitor_id = $1 AND (comment IS NOT NULL OR cancel_reason IS NOT NULL)`,
  ),
  // The words of a cancellation travel with the message about it.
  messages: counting(
    'erase-messages',
    `UPDATE messages SET payload = payload - 'reason', last_error = NULL
      WHERE payload->'participants' ?| $1::text[] AND (payload ? 'reason' OR last_error IS NOT NULL)`,
  ),
  undos: counting(
    'erase-undos',
    `UPDATE attendance_undos u
        SET changes = coalesce((
              SELECT jsonb_agg(c) FROM jsonb_array_elements(u.changes) c WHERE NOT c->>'id' = ANY ($1::text[])), '[]')
      WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(u.changes) c WHERE c->>'id' = ANY ($1::text[]))`,
  ),
  answers: counting('erase-answers', 'DELETE FROM idempotency_keys WHERE position($1 IN answer::text) > 0'),
  pairs: counting('erase-pairs', 'DELETE FROM distinct_visitors WHERE a = $1 OR b = $1'),
  holds: counting('erase-holds', 'DELETE FROM holds WHERE visitor_id = $1'),
  keys: counting('erase-person-keys', 'DELETE FROM person_keys WHERE visitor_id = $1'),
  // A conversation that is about this person is over: the bot takes it off the screen with the next sweep.
  conversations: counting(
    'erase-conversations',
    `UPDATE conversations SET state = '{"open": true}', updated_at = 'epoch'
      WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS about WHERE position(about IN state::text) > 0)`,
  ),
}

const PARTICIPANTS_OF = statement('participants-of-visitor', 'SELECT id FROM participants WHERE visitor_id = $1', {
  id: uuid,
})

const ERASE_VISITOR = statement(
  'erase-visitor',
  `UPDATE visitors
      SET last_name = $2, first_name = '', middle_name = NULL, full_name = $2, card_number = NULL, phone = NULL,
          birth_year = NULL, comment = NULL,
          photo_id = NULL, mks_id = NULL, registered_by = NULL, search_keys = '{}', consent_given_at = NULL,
          consent_recorded_by = NULL, consent_withdrawn_at = NULL,
          created_at = date_trunc('month', created_at), erased_at = $3, updated_at = $3
    WHERE id = $1`,
)

/** Words of the bot's chats that were dealt with are not needed by anybody. */
const EMPTY_UPDATES = statement(
  'empty-handled-updates',
  `UPDATE telegram_updates SET body = NULL, last_error = NULL
    WHERE status <> 'pending' AND (body IS NOT NULL OR last_error IS NOT NULL)`,
)

/**
 * Everything in the database that says who somebody is. Bookings stay and point at a row without a person.
 * The photo's row is not here: it goes with its file.
 */
export const eraseRows = async (db: Db, id: string, at: Date): Promise<Record<string, number>> => {
  const participants = (await db.rows(PARTICIPANTS_OF, [id])).map((row) => row.id)
  const changed = async (change: keyof typeof CHANGES, about: string | readonly string[]): Promise<number> =>
    (await db.rows(CHANGES[change], [about]))[0]?.count ?? 0
  await db.rows(EMPTY_UPDATES)
  const counts = {
    participants: participants.length,
    comments: await changed('comments', id),
    messages: await changed('messages', participants),
    undos: await changed('undos', participants),
    answers: await changed('answers', id),
    pairs: await changed('pairs', id),
    holds: await changed('holds', id),
    keys: await changed('keys', id),
    conversations: await changed('conversations', [id, ...participants]),
  }
  await db.rows(ERASE_VISITOR, [id, ERASED_NAME, at.toISOString()])
  return counts
}

const WRITE_ERASURE = statement(
  'write-erasure',
  `INSERT INTO erasures (visitor_id, erased_at, reason, asked_by_kind, asked_by_id, hash, counts)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (visitor_id) DO UPDATE SET counts = EXCLUDED.counts, hash = EXCLUDED.hash`,
)

export const writeErasure = async (
  db: Db,
  { visitor, at, reason, askedBy, hash, counts }: ErasureRecord,
): Promise<void> => {
  await db.rows(WRITE_ERASURE, [
    visitor,
    at.toISOString(),
    reason,
    askedBy?.kind ?? null,
    askedBy?.id ?? null,
    hash,
    JSON.stringify(counts),
  ])
}

export const erasureOf = async (db: Db, visitor: string): Promise<ErasureRecord | null> =>
  (await allErasures(db, [visitor]))[0] ?? null

const ALL_ERASURES = statement(
  'all-erasures',
  `SELECT visitor_id AS visitor, erased_at AS at, reason,
          CASE WHEN asked_by_id IS NOT NULL
               THEN jsonb_build_object('kind', asked_by_kind, 'id', asked_by_id) END AS "askedBy", hash, counts
     FROM erasures WHERE $1::uuid[] IS NULL OR visitor_id = ANY ($1::uuid[]) ORDER BY written_at`,
  {
    visitor: uuid,
    at: instant,
    reason: text,
    askedBy: nullable(json(z.object({ kind: z.string(), id: z.string() }))),
    hash: text,
    counts: json(z.record(z.string(), z.int())),
  },
)

export const allErasures = (db: Db, visitors: readonly string[] | null = null): Promise<ErasureRecord[]> =>
  db.rows(ALL_ERASURES, [visitors])

const STILL_THERE = statement(
  'still-there',
  'SELECT id FROM visitors WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL ORDER BY id',
  { id: uuid },
)

/** Those of these people who are there as people: an older backup has brought them back. */
export const stillThere = async (db: Db, visitors: readonly string[]): Promise<string[]> =>
  (await db.rows(STILL_THERE, [visitors])).map(({ id }) => id)
