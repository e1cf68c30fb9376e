import { z } from 'zod'
import type { BookingTrace } from '@/domain/merges/bookings'
import type { FieldChanges } from '@/domain/merges/fields'
import { bool, instant, int, json, list, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

/** What an undo needs. Deleted after thirty days and when one of the two records is erased. */
const trace = z.object({
  fields: z.record(z.string(), z.any()),
  moved: z.array(z.object({ id: z.string(), print: z.string() })),
  folded: z.array(
    z.object({
      kept: z.string(),
      dropped: z.string(),
      of: z.string(),
      comment: z.string().nullable(),
      print: z.string(),
    }),
  ),
  /** The complete rows of dropped bookings. */
  dropped: z.array(z.record(z.string(), z.any())),
  holds: z.array(z.string()),
  /** The survivor's own bookings. Any that are neither in this list nor moved were added later. */
  own: z.array(z.string()),
})
export type MergeTrace = BookingTrace & {
  fields: FieldChanges
  dropped: Record<string, unknown>[]
  holds: string[]
  own: string[]
}

const WRITE_MERGE = statement(
  'write-merge',
  `WITH made AS (
     INSERT INTO merges (id, survivor_id, other_id, merged_at, merged_by) VALUES ($1, $2, $3, $4, $5) RETURNING id)
   SELECT set_config('pristan.merge', id::text, true) AS merge FROM made`,
  { merge: text },
)

/** From now on this transaction may move bookings between the two records. */
export const beginMerge = async (
  db: Db,
  { id, survivor, other, at, by }: { id: string; survivor: string; other: string; at: Date; by: string },
): Promise<void> => {
  await db.rows(WRITE_MERGE, [id, survivor, other, at.toISOString(), by])
}

const REOPEN = statement('reopen-merge', `SELECT set_config('pristan.merge', $1, true) AS merge`, { merge: text })

export const reopenMerge = async (db: Db, id: string): Promise<void> => {
  await db.rows(REOPEN, [id])
}

const KEEP_TRACE = statement(
  'keep-merge-trace',
  'UPDATE merges SET undo = $2::jsonb, folded = $3::uuid[] WHERE id = $1',
)

export const keepTrace = async (db: Db, id: string, kept: MergeTrace): Promise<void> => {
  await db.rows(KEEP_TRACE, [id, JSON.stringify(kept), kept.folded.map(({ dropped }) => dropped)])
}

export type StoredMerge = {
  id: string
  survivor: string
  other: string
  mergedAt: Date
  undoneAt: Date | null
  isLatest: boolean
  trace: MergeTrace | null
}

const MERGE = statement(
  'merge-by-id',
  `SELECT m.id, m.survivor_id AS survivor, m.other_id AS other, m.merged_at AS "mergedAt", m.undone_at AS "undoneAt",
          NOT EXISTS (SELECT 1 FROM merges n WHERE n.survivor_id = m.survivor_id AND n.undone_at IS NULL
                         AND n.number > m.number) AS "isLatest", m.undo AS trace
     FROM merges m WHERE m.id = $1`,
  {
    id: uuid,
    survivor: uuid,
    other: uuid,
    mergedAt: instant,
    undoneAt: nullable(instant),
    isLatest: bool,
    trace: nullable(json(trace)),
  },
)

export const mergeById = async (db: Db, id: string): Promise<StoredMerge | null> =>
  ((await db.rows(MERGE, [id]))[0] as StoredMerge | undefined) ?? null

const END_MERGE = statement('end-merge', 'UPDATE merges SET undone_at = $2, undone_by = $3, undo = NULL WHERE id = $1')

export const endMerge = async (db: Db, id: string, { at, by }: { at: Date; by: string }): Promise<void> => {
  await db.rows(END_MERGE, [id, at.toISOString(), by])
}

const FORGET_TRACES = statement(
  'forget-merge-traces',
  'UPDATE merges SET undo = NULL WHERE undo IS NOT NULL AND merged_at < $1',
)

export const forgetTraces = async (db: Db, before: Date): Promise<void> => {
  await db.rows(FORGET_TRACES, [before.toISOString()])
}

const COUNT_ENTRIES = statement(
  'count-entries-about',
  // One list of ids: with OR between the two the whole log would be read.
  `SELECT count(*)::int AS count FROM audit_log
    WHERE subject_id = ANY (ARRAY(SELECT id::text FROM participants WHERE visitor_id = $1::uuid) || $1::text)`,
  { count: int },
)

export const countEntries = async (db: Db, visitor: string): Promise<number> =>
  (await db.rows(COUNT_ENTRIES, [visitor]))[0]?.count ?? 0

export type MergedRecord = {
  id: string
  merge: string
  fullName: string
  cardNumber: string | null
  photo: string | null
  mergedAt: Date
  hasTrace: boolean
  isLatest: boolean
}

const MERGED_RECORDS = statement(
  'merged-records',
  `SELECT v.id, m.id AS merge, v.full_name AS "fullName", v.card_number AS "cardNumber", v.photo_id AS photo,
          m.merged_at AS "mergedAt", m.undo IS NOT NULL AS "hasTrace",
          m.survivor_id = $1 AND NOT EXISTS (
            SELECT 1 FROM merges n WHERE n.survivor_id = $1 AND n.undone_at IS NULL
               AND n.number > m.number) AS "isLatest"
     FROM visitors v JOIN merges m ON m.other_id = v.id AND m.undone_at IS NULL
    WHERE v.merged_into_id = $1 ORDER BY m.number DESC`,
  {
    id: uuid,
    merge: uuid,
    fullName: nullable(text),
    cardNumber: nullable(text),
    photo: nullable(uuid),
    mergedAt: instant,
    hasTrace: bool,
    isLatest: bool,
  },
)

/** Records that lead to a person, the latest merge first. */
export const mergedRecords = async (db: Db, survivor: string): Promise<MergedRecord[]> =>
  (await db.rows(MERGED_RECORDS, [survivor])).map((row) => ({ ...row, fullName: row.fullName ?? '' }))

const FOLDED_INTO = statement(
  'folded-into',
  `SELECT coalesce(array_agg(f), '{}') AS ids FROM merges m, unnest(m.folded) AS f
    WHERE m.undone_at IS NULL AND m.survivor_id = ANY ($1::uuid[])`,
  { ids: list(uuid) },
)

/** Bookings that were dropped because both records were booked on the same occurrence. */
export const foldedInto = async (db: Db, records: readonly string[]): Promise<string[]> =>
  (await db.rows(FOLDED_INTO, [records]))[0]?.ids ?? []

const HALF_IN = statement(
  'survivors-half-in',
  `SELECT DISTINCT survivor_id AS id FROM merges
    WHERE undone_at IS NULL AND (survivor_id = ANY ($1::uuid[])) <> (other_id = ANY ($1::uuid[]))`,
  { id: uuid },
)

/** Survivors of merges with exactly one of their two records in this list. */
export const survivorsHalfIn = async (db: Db, records: readonly string[]): Promise<string[]> =>
  (await db.rows(HALF_IN, [records])).map(({ id }) => id)

const ACTIVE_MERGES = statement(
  'active-merges',
  'SELECT id, other_id AS other FROM merges WHERE survivor_id = $1 AND undone_at IS NULL ORDER BY number DESC',
  { id: uuid, other: uuid },
)

/** The latest first, because merges are undone in that order. */
export const activeMergesOf = (db: Db, survivor: string): Promise<{ id: string; other: string }[]> =>
  db.rows(ACTIVE_MERGES, [survivor])
