import { ERASED_NAME } from '@/domain/visitors/erased'
import { lockForBooking } from './participants'
import type { Db } from './sql'

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

/** FOR UPDATE: nobody writes anything that points at this person until it is over, a key of theirs neither. */
export const lockForErasure = async (db: Db, id: string): Promise<Erasable | null> => {
  const [row] = await db.rows<Erasable>(
    'SELECT id, erased_at AS "erasedAt", photo_id AS photo FROM visitors WHERE id = $1 FOR UPDATE',
    [id],
  )
  return row ?? null
}

/** Erasures write their ledger one after another, whichever process they are in. */
export const lockLedger = async (db: Db): Promise<void> => {
  await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('erasure-ledger', 0))`)
}

const UPCOMING = `
  SELECT b.id, b.occurrence_id AS occurrence,
         CASE WHEN b.booked_by_value IS NULL THEN NULL ELSE jsonb_build_object('relationTo', b.booked_by_relation_to, 'value', b.booked_by_value) END AS "bookedBy"
    FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
   WHERE b.visitor_id = $1 AND b.status = 'expected' AND o.ends_at > $2 ORDER BY b.id`

/** What will happen, for whoever has to decide. */
export const weighErasure = async (
  db: Db,
  id: string,
  now: Date,
): Promise<{ upcoming: number; visits: number; photo: boolean } | null> => {
  const [row] = await db.rows<{ upcoming: number; visits: number; photo: boolean }>(
    `SELECT (SELECT count(*)::int FROM (${UPCOMING}) u) AS upcoming,
            (SELECT count(*)::int FROM participants WHERE visitor_id = $1) AS visits, photo_id IS NOT NULL AS photo
       FROM visitors WHERE id = $1`,
    [id, now.toISOString()],
  )
  return row ?? null
}

export const cancelUpcoming = async (db: Db, id: string, now: Date): Promise<Cancelled[]> => {
  const upcoming = await db.rows<Cancelled>(UPCOMING, [id, now.toISOString()])
  if (upcoming.length === 0) return []
  await lockForBooking(
    db,
    id,
    upcoming.map(({ occurrence }) => occurrence),
  )
  await db.rows(
    `UPDATE participants SET status = 'cancelled', cancelled_at = $2, cancel_reason = NULL, updated_at = $2 WHERE id = ANY ($1::uuid[]) AND status = 'expected'`,
    [upcoming.map((one) => one.id), now.toISOString()],
  )
  return upcoming
}

/** How many rows `statement` changed. */
const changed = async (db: Db, statement: string, values: readonly unknown[]): Promise<number> => {
  const [row] = await db.rows<{ count: number }>(
    `WITH done AS (${statement} RETURNING 1) SELECT count(*)::int AS count FROM done`,
    values,
  )
  return row?.count ?? 0
}

/**
 * Everything in the database that says who somebody is. Bookings stay and point at a row without a person.
 * The photo's row is not here: it goes with its file.
 */
export const eraseRows = async (db: Db, id: string, at: Date): Promise<Record<string, number>> => {
  const participants = (await db.rows<{ id: string }>('SELECT id FROM participants WHERE visitor_id = $1', [id])).map(
    (row) => row.id,
  )
  const counts = {
    participants: participants.length,
    comments: await changed(
      db,
      'UPDATE participants SET comment = NULL, cancel_reason = NULL WHERE visitor_id = $1 AND (comment IS NOT NULL OR cancel_reason IS NOT NULL)',
      [id],
    ),
    // The words of a cancellation travel with the message about it.
    messages: await changed(
      db,
      `UPDATE messages SET payload = payload - 'reason', last_error = NULL WHERE payload->'participants' ?| $1::text[] AND (payload ? 'reason' OR last_error IS NOT NULL)`,
      [participants],
    ),
    undos: await changed(
      db,
      `UPDATE attendance_undos u SET changes = coalesce((SELECT jsonb_agg(c) FROM jsonb_array_elements(u.changes) c WHERE NOT c->>'id' = ANY ($1::text[])), '[]')
        WHERE EXISTS (SELECT 1 FROM jsonb_array_elements(u.changes) c WHERE c->>'id' = ANY ($1::text[]))`,
      [participants],
    ),
    answers: await changed(db, 'DELETE FROM idempotency_keys WHERE position($1 IN answer::text) > 0', [id]),
    pairs: await changed(db, 'DELETE FROM distinct_visitors WHERE a = $1 OR b = $1', [id]),
    holds: await changed(db, 'DELETE FROM holds WHERE visitor_id = $1', [id]),
    keys: await changed(db, 'DELETE FROM person_keys WHERE visitor_id = $1', [id]),
    conversations: await eraseFromBot(db, [id, ...participants]),
  }
  await db.rows(
    `UPDATE visitors
        SET last_name = $2, first_name = '', middle_name = NULL, full_name = $2, card_number = NULL, phone = NULL, birth_year = NULL, comment = NULL,
            photo_id = NULL, mks_id = NULL, registered_by = NULL, search_keys = '{}', consent_given_at = NULL, consent_recorded_by = NULL, consent_withdrawn_at = NULL,
            created_at = date_trunc('month', created_at), erased_at = $3, updated_at = $3
      WHERE id = $1`,
    [id, ERASED_NAME, at.toISOString()],
  )
  return counts
}

/** A conversation that is about this person is over: the bot takes it off the screen with the next sweep. Words that were dealt with are not needed by anybody. */
const eraseFromBot = async (db: Db, ids: readonly string[]): Promise<number> => {
  await db.rows(
    `UPDATE telegram_updates SET body = NULL, last_error = NULL WHERE status <> 'pending' AND (body IS NOT NULL OR last_error IS NOT NULL)`,
  )
  return changed(
    db,
    `UPDATE conversations SET state = '{"open": true}', updated_at = 'epoch' WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) AS known WHERE position(known IN state::text) > 0)`,
    [ids],
  )
}

export const writeErasure = async (
  db: Db,
  { visitor, at, reason, askedBy, hash, counts }: ErasureRecord,
): Promise<void> => {
  await db.rows(
    `INSERT INTO erasures (visitor_id, erased_at, reason, asked_by_kind, asked_by_id, hash, counts) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (visitor_id) DO UPDATE SET counts = EXCLUDED.counts, hash = EXCLUDED.hash`,
    [visitor, at.toISOString(), reason, askedBy?.kind ?? null, askedBy?.id ?? null, hash, JSON.stringify(counts)],
  )
}

export const erasureOf = async (db: Db, visitor: string): Promise<ErasureRecord | null> =>
  (await allErasures(db, [visitor]))[0] ?? null

export const allErasures = (db: Db, visitors: readonly string[] | null = null): Promise<ErasureRecord[]> =>
  db.rows<ErasureRecord>(
    `SELECT visitor_id AS visitor, erased_at AS at, reason, CASE WHEN asked_by_id IS NULL THEN NULL ELSE jsonb_build_object('kind', asked_by_kind, 'id', asked_by_id) END AS "askedBy", hash, counts
       FROM erasures WHERE $1::uuid[] IS NULL OR visitor_id = ANY ($1::uuid[]) ORDER BY written_at`,
    [visitors],
  )

/** Those of these people who are there as people: an older backup has brought them back. */
export const stillThere = async (db: Db, visitors: readonly string[]): Promise<string[]> =>
  (
    await db.rows<{ id: string }>(
      'SELECT id FROM visitors WHERE id = ANY ($1::uuid[]) AND erased_at IS NULL ORDER BY id',
      [visitors],
    )
  ).map(({ id }) => id)
