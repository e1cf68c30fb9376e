import type { DuplicateReason } from '@/domain/search/duplicates'
import { RECORDS_OF } from './merged'
import { bool, float, instant, int, nullable, oneOf, text, uuid, visitorStatus, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

const HAND_OVER = statement(
  'hand-pairs-over',
  `WITH gone AS (DELETE FROM likely_pairs WHERE a = $1 OR b = $1 RETURNING *)
   INSERT INTO likely_pairs (a, b, score, reason, later_at)
   SELECT least($2::uuid, o.other), greatest($2::uuid, o.other), g.score, g.reason, g.later_at
     FROM gone g, LATERAL (SELECT CASE WHEN g.a = $1 THEN g.b ELSE g.a END AS other) o
    WHERE o.other <> $2::uuid
   ON CONFLICT (a, b) DO NOTHING`,
)

/** Moves the likely pairs of the merged record to the survivor. */
export const handPairsOver = async (db: Db, other: string, survivor: string): Promise<void> => {
  await db.rows(HAND_OVER, [other, survivor])
}

const NEXT_CHANGED = statement(
  'next-to-compare',
  'SELECT visitor_id AS id, changes FROM pairs_to_seek ORDER BY visitor_id LIMIT 1',
  { id: uuid, changes: int },
)

/** A visitor who is new or changed and has not been compared with the others since. */
export const nextChanged = async (db: Db): Promise<{ id: string; changes: number } | null> =>
  (await db.rows(NEXT_CHANGED))[0] ?? null

const COMPARED = statement('compared', 'DELETE FROM pairs_to_seek WHERE visitor_id = $1 AND changes = $2')

/** Does nothing if the visitor changed again meanwhile. */
export const setCompared = async (db: Db, { id, changes }: { id: string; changes: number }): Promise<void> => {
  await db.rows(COMPARED, [id, changes])
}

const PASS = statement(
  'pair-pass',
  'SELECT version, passed, finished FROM pair_pass WHERE only_one FOR UPDATE SKIP LOCKED',
  { version: int, passed: nullable(uuid), finished: bool },
)

/** The progress of comparing all visitors with each other. null: another process is working on it. */
export const lockPass = async (db: Db): Promise<{ version: number; passed: string | null; finished: boolean } | null> =>
  (await db.rows(PASS))[0] ?? null

const SET_PASS = statement('set-pair-pass', 'UPDATE pair_pass SET version = $1, passed = $2, finished = $3')

export const setPass = async (
  db: Db,
  { version, passed, finished }: { version: number; passed: string | null; finished: boolean },
): Promise<void> => {
  await db.rows(SET_PASS, [version, passed, finished])
}

const NEXT = statement(
  'next-of-pair-pass',
  `SELECT id FROM visitors WHERE ($1::uuid IS NULL OR id > $1) AND erased_at IS NULL AND merged_into_id IS NULL
    ORDER BY id LIMIT $2`,
  { id: uuid },
)

export const nextOfPass = async (db: Db, passed: string | null, most: number): Promise<string[]> =>
  (await db.rows(NEXT, [passed, most])).map(({ id }) => id)

const PERSON = {
  id: uuid,
  lastName: text,
  firstName: text,
  middleName: nullable(text),
  phone: nullable(text),
  cardNumber: nullable(text),
  birthYear: nullable(int),
}

const RECORDS_TO_COMPARE = prepared(
  'records-to-compare',
  `SELECT v.id, v.last_name AS "lastName", v.first_name AS "firstName", v.middle_name AS "middleName", v.phone,
          v.card_number AS "cardNumber", v.birth_year AS "birthYear"
     FROM visitors v JOIN (${RECORDS_OF('$1')}) r ON r.id = v.id WHERE v.erased_at IS NULL ORDER BY v.id`,
  PERSON,
)

/** All records of a person: a match with any of them counts. */
export const recordsToCompare = (db: Db, person: string): Promise<RowOf<typeof PERSON>[]> =>
  db.rows(RECORDS_TO_COMPARE, [person])

const WRITE_PAIRS = statement(
  'write-pairs',
  `WITH found AS (
     SELECT least($1::uuid, f.id) AS a, greatest($1::uuid, f.id) AS b, f.score, f.reason
       FROM jsonb_to_recordset($2::jsonb) AS f(id uuid, score float8, reason text)
  ), gone AS (
     DELETE FROM likely_pairs p WHERE (p.a = $1 OR p.b = $1)
        AND NOT EXISTS (SELECT 1 FROM found f WHERE f.a = p.a AND f.b = p.b)
  )
  INSERT INTO likely_pairs (a, b, score, reason) SELECT a, b, score, reason FROM found ORDER BY a, b
  ON CONFLICT (a, b) DO UPDATE SET score = EXCLUDED.score, reason = EXCLUDED.reason`,
)

/** Replaces all pairs of a person with those just found. */
export const writePairs = async (
  db: Db,
  person: string,
  found: readonly { id: string; score: number; reason: DuplicateReason }[],
): Promise<void> => {
  await db.rows(WRITE_PAIRS, [person, JSON.stringify(found.map(({ id, score, reason }) => ({ id, score, reason })))])
}

const DROP_PAIRS = statement(
  'drop-pairs',
  `DELETE FROM likely_pairs WHERE (a IN (${RECORDS_OF('$1')}) AND b IN (${RECORDS_OF('$2')}))
      OR (a IN (${RECORDS_OF('$2')}) AND b IN (${RECORDS_OF('$1')}))`,
)

/** Removes a pair after somebody decided that it is two people. */
export const dropPairs = async (db: Db, one: string, other: string): Promise<void> => {
  await db.rows(DROP_PAIRS, [one, other])
}

const PUT_OFF = statement(
  'put-pair-off',
  'UPDATE likely_pairs SET later_at = $3 WHERE a = least($1::uuid, $2::uuid) AND b = greatest($1::uuid, $2::uuid)',
)

export const putPairOff = async (db: Db, one: string, other: string, at: Date): Promise<void> => {
  await db.rows(PUT_OFF, [one, other, at.toISOString()])
}

const LIST = {
  score: float,
  reason: oneOf('phone', 'sameName', 'similarName'),
  laterAt: nullable(instant),
  a: uuid,
  aFullName: nullable(text),
  aCardNumber: nullable(text),
  aBirthYear: nullable(int),
  aPhone: nullable(text),
  aPhoto: nullable(uuid),
  aStatus: visitorStatus,
  aLastVisit: nullable(text),
  b: uuid,
  bFullName: nullable(text),
  bCardNumber: nullable(text),
  bBirthYear: nullable(int),
  bPhone: nullable(text),
  bPhoto: nullable(uuid),
  bStatus: visitorStatus,
  bLastVisit: nullable(text),
  total: int,
}
export type PairRow = RowOf<typeof LIST>

const sideOf = (side: string): string => `
  ${side}.id AS ${side}, ${side}.full_name AS "${side}FullName", ${side}.card_number AS "${side}CardNumber",
  ${side}.birth_year AS "${side}BirthYear", ${side}.phone AS "${side}Phone", ${side}.photo_id AS "${side}Photo",
  ${side}.status AS "${side}Status",
  (SELECT max(o.date) FROM participants p JOIN occurrences o ON o.id = p.occurrence_id
    WHERE p.visitor_id = ${side}.id AND p.status = 'attended') AS "${side}LastVisit"`

const LIST_PAIRS = statement(
  'list-pairs',
  `SELECT l.score::float8 AS score, l.reason, l.later_at AS "laterAt", ${sideOf('a')}, ${sideOf('b')}, l.total
     FROM (SELECT p.*, (count(*) OVER ())::int AS total FROM likely_pairs p
            ORDER BY p.later_at NULLS FIRST, p.score DESC, p.a, p.b LIMIT $1 OFFSET $2) l
     JOIN visitors a ON a.id = l.a JOIN visitors b ON b.id = l.b
    ORDER BY l.later_at NULLS FIRST, l.score DESC, l.a, l.b`,
  LIST,
)
const COUNT_PAIRS = statement('count-pairs', 'SELECT count(*)::int AS count FROM likely_pairs', { count: int })

/** Likely pairs, the most likely first. Postponed pairs come last. */
export const listPairs = async (
  db: Db,
  { limit, page }: { limit: number; page: number },
): Promise<{ rows: PairRow[]; total: number }> => {
  const rows = await db.rows(LIST_PAIRS, [limit, (page - 1) * limit])
  const total = rows[0]?.total ?? (page === 1 ? 0 : ((await db.rows(COUNT_PAIRS))[0]?.count ?? 0))
  return { rows, total }
}

const WAITING = statement(
  'pairs-waiting',
  `SELECT EXISTS (SELECT 1 FROM pairs_to_seek) OR NOT (SELECT finished AND version = $1 FROM pair_pass) AS waiting`,
  { waiting: bool },
)

/** Whether some visitors have not been compared yet. */
export const arePairsWaiting = async (db: Db, version: number): Promise<boolean> =>
  (await db.rows(WAITING, [version]))[0]?.waiting ?? false
