import type { Asked } from '@/domain/search/derivations'
import type { Branch, SearchPlan, Stage } from '@/domain/search/plan'
import { SEARCH_KEYS } from './derivations'
import { int, nullable, text, uuid, visitorStatus, type RowOf } from './rows'
import type { Db } from './sql'
import { statement, withText } from './statement'

/**
 * `(SELECT …)` hides the keys from the planner. Seeing them it guesses, from its list of frequent keys,
 * thousands of rows for keys nobody has, and reads the whole table for the LIMIT (measured: 5 s instead of 1 ms).
 */
const HAS = (parameter: number): string => `search_keys && (SELECT $${parameter}::int[])`

/**
 * A search plan in SQL. Every branch is a bitmap scan of the index on `search_keys`; they stand in the
 * plan's order, each with its own limit, and the database stops running them once enough rows are found.
 * Only integers and one UUID are passed, so nothing of the query's text reaches the server.
 */
export function visitorSearchSql(asked: Asked<SearchPlan>, stage: Stage, most: number): Sql {
  const { current, previous } = asked
  if (current.id !== null) return { text: `${COLUMNS} WHERE id = $1::uuid`, values: [current.id] }
  const of = (plan: SearchPlan): Branch[] => plan[stage]
  return visitorBranchesSql(
    { current: of(current), ...(previous ? { previous: { ...previous, question: of(previous.question) } } : {}) },
    most,
  )
}

type Sql = { text: string; values: unknown[] }

const COLUMNS = `SELECT id, last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName",
  phone, card_number AS "cardNumber", status, birth_year AS "birthYear" FROM visitors`

/**
 * Whoever has not got the current keys yet is asked for by the previous ones, branch by branch, so that the likeliest
 * stay first. Once everybody has them the database decides, once for each branch, not to look at all.
 */
export function visitorBranchesSql({ current, previous }: Asked<readonly Branch[]>, most: number): Sql {
  const values: unknown[] = [most]
  const given = (keys: readonly number[]): string => HAS(values.push(keys))
  const select = (groups: Branch, more = ''): string =>
    `(${COLUMNS} WHERE ${groups.map(given).join(' AND ')}${more} LIMIT $1)`
  const parts = current.map((groups) => [select(groups)])
  if (previous && previous.question.length > 0) {
    const mark = values.push(previous.mark)
    const version = values.push(previous.version)
    const underived = ` AND NOT search_keys @> ARRAY[$${mark}::int] AND NOT EXISTS (
      SELECT FROM derivations
       WHERE name = '${SEARCH_KEYS}' AND version = $${version}::int AND finished_at IS NOT NULL)`
    previous.question.forEach((groups, at) => (parts[at] ??= []).push(select(groups, underived)))
  }
  if (parts.length === 0) return { text: `${COLUMNS} WHERE false`, values: [] }
  return { text: `SELECT * FROM (${parts.flat().join(' UNION ALL ')}) AS found LIMIT $1`, values }
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
export const findByPlan = (db: Db, asked: Asked<SearchPlan>, stage: Stage, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorSearchSql(asked, stage, most))

export const findByBranches = (db: Db, asked: Asked<readonly Branch[]>, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorBranchesSql(asked, most))
