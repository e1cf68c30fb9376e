import type { Branch, SearchPlan, Stage } from '@/domain/search/plan'
import { int, nullable, text, uuid, visitorStatus, type RowOf } from './rows'
import type { Db } from './sql'
import { statement, withText } from './statement'

/**
 * `(SELECT …)` hides the keys from the planner. Seeing them it guesses, from its list of frequent keys,
 * thousands of rows for keys nobody has, and reads the whole table for the LIMIT (measured: 5 s instead of 1 ms).
 */
const HAS = (parameter: number): string => `search_keys && (SELECT $${parameter}::int[])`

type Sql = { text: string; values: unknown[] }

/**
 * A search plan in SQL. Every branch is a bitmap scan of the index on `search_keys`; they stand in the
 * plan's order, each with its own limit, and the database stops running them once enough rows are found.
 * Only integers and one UUID are passed, so nothing of the query's text reaches the server.
 */
export function visitorSearchSql(plan: SearchPlan, stage: Stage, most: number): Sql {
  if (plan.id !== null) return { text: `${COLUMNS} WHERE id = $1::uuid`, values: [plan.id] }
  return visitorBranchesSql(plan[stage], most)
}

const COLUMNS = `SELECT id, last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName",
  phone, card_number AS "cardNumber", status, birth_year AS "birthYear" FROM visitors`

export function visitorBranchesSql(branches: readonly Branch[], most: number): Sql {
  if (branches.length === 0) return { text: `${COLUMNS} WHERE false`, values: [] }
  const values: unknown[] = [most]
  const given = (keys: readonly number[]): string => HAS(values.push(keys))
  const parts = branches.map((groups) => `(${COLUMNS} WHERE ${groups.map(given).join(' AND ')} LIMIT $1)`)
  return { text: `SELECT * FROM (${parts.join(' UNION ALL ')}) AS found LIMIT $1`, values }
}

const FOUND = {
  id: uuid,
  lastName: text,
  firstName: text,
  middleName: nullable(text),
  phone: nullable(text),
  cardNumber: nullable(text),
  status: visitorStatus,
  birthYear: nullable(int),
}
export type FoundVisitor = RowOf<typeof FOUND>

const SEARCH = statement('visitor-search', `${COLUMNS} LIMIT $1`, FOUND)

const run = (db: Db, { text, values }: Sql): Promise<FoundVisitor[]> => db.rows(withText(SEARCH, text), values)

/** Whom a stage of a search plan finds. */
export const findByPlan = (db: Db, plan: SearchPlan, stage: Stage, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorSearchSql(plan, stage, most))

export const findByBranches = (db: Db, branches: readonly Branch[], most: number): Promise<FoundVisitor[]> =>
  run(db, visitorBranchesSql(branches, most))
