import { z } from 'zod'
import { ERASED_NAME } from '@/domain/visitors/erased'
import { cancelExpected, lockForBooking } from './participants'
import { ERASINGS } from './people-tables'
import { bool, instant, int, json, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

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

/**
 * FOR UPDATE, so that nobody can write a reference to this person until the erasure is over, or create a key for them.
 */
export const lockForErasure = async (db: Db, id: string): Promise<Erasable | null> => {
  const [row] = await db.rows(LOCK_FOR_ERASURE, [id])
  return row ?? null
}

const LOCK_LEDGER = statement('lock-ledger', `SELECT pg_advisory_xact_lock(hashtextextended('erasure-ledger', 0))`)

/** Erasures write to the ledger one at a time, across all processes. */
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

/** What an erasure would remove, shown before it is confirmed. */
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

/** Nobody needs the texts of handled updates. */
const EMPTY_UPDATES = statement(
  'empty-handled-updates',
  `UPDATE telegram_updates SET body = NULL, last_error = NULL
    WHERE status <> 'pending' AND (body IS NOT NULL OR last_error IS NOT NULL)`,
)

/**
 * Erases all personal data in the database. Bookings stay and point at a row without personal data. The photo's row is
 * deleted separately, together with its file. Returns the number of changed rows per kind.
 */
export const eraseRows = async (db: Db, id: string, at: Date): Promise<Record<string, number>> => {
  const participants = (await db.rows(PARTICIPANTS_OF, [id])).map((row) => row.id)
  const about = { visitor: id, participants, visitorAndParticipants: [id, ...participants] }
  const counts: Record<string, number> = { participants: participants.length }
  await db.rows(EMPTY_UPDATES)
  for (const rule of ERASINGS) {
    const [changed] = await db.rows(rule.change, [about[rule.about]])
    counts[rule.counted] = changed?.count ?? 0
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

/**
 * Those of these people who are in the database with their personal data, for example after restoring an older backup.
 */
export const stillThere = async (db: Db, visitors: readonly string[]): Promise<string[]> =>
  (await db.rows(STILL_THERE, [visitors])).map(({ id }) => id)
