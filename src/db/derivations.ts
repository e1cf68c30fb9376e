import { bool, instant, int, list, nullable, text, uuid, type RowOf } from './rows'
import { prepared, statement } from './statement'
import type { Db } from './sql'

/** The name of this derivation in the table. */
export const SEARCH_KEYS = 'search-keys'

const STATE = {
  version: int,
  /** The version that rows may still have. null: unknown, or all rows have the current version. */
  previous: nullable(int),
  begunAt: instant,
  pass: int,
  passed: nullable(uuid),
  isFinished: bool,
}
export type DerivationState = RowOf<typeof STATE>

const READ = `SELECT version, previous, begun_at AS "begunAt", pass, passed, finished_at IS NOT NULL AS "isFinished"
                FROM derivations WHERE name = $1`
const DERIVATION_STATE = prepared('derivation-state', READ, STATE)
const LOCK_DERIVATION = prepared('lock-derivation', `${READ} FOR UPDATE`, STATE)

export const derivationState = async (db: Db, name: string): Promise<DerivationState> =>
  known(name, await db.rows(DERIVATION_STATE, [name]))

/** Locks the state until the transaction ends, so that only one process continues. */
export const lockDerivation = async (db: Db, name: string): Promise<DerivationState> =>
  known(name, await db.rows(LOCK_DERIVATION, [name]))

const known = (name: string, [row]: DerivationState[]): DerivationState => {
  if (!row) throw new Error(`Nothing is known of how ${name} are derived`)
  return row
}

const BEGIN_DERIVATION = statement(
  'begin-derivation',
  `UPDATE derivations SET version = $2, previous = $3, begun_at = $4, pass = 1, passed = NULL, finished_at = NULL
    WHERE name = $1`,
)

export const beginDerivation = async (
  db: Db,
  { name, version, previous, at }: { name: string; version: number; previous: number | null; at: Date },
): Promise<void> => {
  await db.rows(BEGIN_DERIVATION, [name, version, previous, at.toISOString()])
}

const PASSED_TO = prepared('derivation-passed-to', 'UPDATE derivations SET passed = $2 WHERE name = $1')
const SECOND_PASS = statement(
  'derivation-second-pass',
  'UPDATE derivations SET pass = 2, passed = NULL WHERE name = $1',
)
const FINISH = statement('finish-derivation', 'UPDATE derivations SET finished_at = $2 WHERE name = $1')

export const passedTo = async (db: Db, name: string, id: string): Promise<void> =>
  void (await db.rows(PASSED_TO, [name, id]))

export const beginSecondPass = async (db: Db, name: string): Promise<void> => void (await db.rows(SECOND_PASS, [name]))

export const finishDerivation = async (db: Db, name: string, at: Date): Promise<void> =>
  void (await db.rows(FINISH, [name, at.toISOString()]))

const SEARCHABLE = {
  id: uuid,
  lastName: text,
  firstName: text,
  middleName: nullable(text),
  phone: nullable(text),
  cardNumber: nullable(text),
  birthYear: nullable(int),
  keys: list(int),
}
export type Searchable = RowOf<typeof SEARCHABLE>

const NEXT_SEARCHABLE = prepared(
  'next-searchable',
  `SELECT id, last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName", phone,
          card_number AS "cardNumber", birth_year AS "birthYear", search_keys AS keys
     FROM visitors WHERE id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') AND erased_at IS NULL
    ORDER BY id LIMIT $2 FOR NO KEY UPDATE`,
  SEARCHABLE,
)

/** The next visitors in id order, locked so that no name changes while its keys are computed. */
export const nextSearchable = (db: Db, after: string | null, most: number): Promise<Searchable[]> =>
  db.rows(NEXT_SEARCHABLE, [after, most])

const WRITE_MANY_KEYS = prepared(
  'write-many-search-keys',
  `UPDATE visitors SET search_keys = made.keys::int[] FROM unnest($1::uuid[], $2::text[]) AS made (id, keys)
    WHERE visitors.id = made.id`,
)

export const writeManySearchKeys = async (db: Db, made: ReadonlyMap<string, readonly number[]>): Promise<void> => {
  const keys = [...made.values()].map((list) => `{${list.join(',')}}`)
  await db.rows(WRITE_MANY_KEYS, [[...made.keys()], keys])
}
