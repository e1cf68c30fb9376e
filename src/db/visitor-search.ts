import type { Asked } from '@/domain/search/derivations'
import type { Branch, SearchPlan, Stage } from '@/domain/search/plan'
import { SEARCH_KEYS } from './derivations'
import { int, nullable, text, uuid, visitorStatus, type RowOf } from './rows'
import type { Db } from './sql'
import { statement, withText } from './statement'

/**
 * `(SELECT …)` hides the keys from the planner. Otherwise it uses its list of frequent keys to guess thousands of rows
 * for rare ones, and reads the whole table for the LIMIT (measured: 5 s instead of 1 ms).
 */
const HAS = (parameter: number): string => `search_keys && (SELECT $${parameter}::int[])`

/**
 * A search plan in SQL. Every branch is a bitmap scan of the index on `search_keys`. Branches are in the plan's order,
 * each with its own limit, and the database stops once enough rows are found. Only integers and one UUID are passed, so
 * the text of the query never reaches the server.
 */
export function visitorSearchSql(asked: Asked<SearchPlan>, stage: Stage, most: number): Sql {
  const { current } = asked
  if (current.id !== null) return { text: `${COLUMNS} WHERE id = $1::uuid`, values: [current.id] }
  return visitorBranchesSql(stageOf(asked, stage), most)
}

const stageOf = ({ current, previous }: Asked<SearchPlan>, stage: Stage): Asked<readonly Branch[]> => ({
  current: current[stage],
  ...(previous ? { previous: { ...previous, question: previous.question[stage] } } : {}),
})

type Sql = { text: string; values: unknown[] }

const FIELDS = `SELECT id, last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName",
  phone, card_number AS "cardNumber", status, birth_year AS "birthYear", merged_into_id AS "mergedInto"`
const COLUMNS = `${FIELDS} FROM visitors`
const COUNTED = `${FIELDS}, (count(*) OVER ())::int AS total FROM visitors`

/** One branch as a condition on a row; `given` turns keys into a parameter. */
const conditionOf = (groups: Branch, given: (keys: readonly number[]) => string): string =>
  groups.map(given).join(' AND ')

/** True for a row that only has the previous keys, while there are any. */
const UNDERIVED = (mark: number, version: number): string => `NOT search_keys @> ARRAY[$${mark}::int] AND NOT EXISTS (
      SELECT FROM derivations
       WHERE name = '${SEARCH_KEYS}' AND version = $${version}::int AND finished_at IS NOT NULL)`

/**
 * Visitors without the current keys are searched by their previous ones, branch by branch, so that the best matches
 * stay first. Once all visitors have the current keys, the database skips this with one check per branch.
 */
const conditionsOf = ({ current, previous }: Asked<readonly Branch[]>, values: unknown[]): string[][] => {
  const given = (keys: readonly number[]): string => HAS(values.push(keys))
  const parts = current.map((groups) => [conditionOf(groups, given)])
  if (previous && previous.question.length > 0) {
    const underived = UNDERIVED(values.push(previous.mark), values.push(previous.version))
    previous.question.forEach((groups, at) => (parts[at] ??= []).push(`${conditionOf(groups, given)} AND ${underived}`))
  }
  return parts
}

export function visitorBranchesSql(asked: Asked<readonly Branch[]>, most: number): Sql {
  const values: unknown[] = [most]
  const parts = conditionsOf(asked, values).flat()
  if (parts.length === 0) return { text: `${COLUMNS} WHERE false`, values: [] }
  const selects = parts.map((condition) => `(${COLUMNS} WHERE ${condition} LIMIT $1)`)
  return { text: `SELECT * FROM (${selects.join(' UNION ALL ')}) AS found LIMIT $1`, values }
}

/**
 * Everybody whom the branches find, sorted by branch and then by name, which allows paging. It reads all of them, so it
 * is meant for queries with too many matches. Of several records of one person one is found: the survivor, or else the
 * first of those merged into it.
 */
export function visitorWindowSql(asked: Asked<readonly Branch[]>, offset: number, most: number): Sql {
  const values: unknown[] = [offset, most]
  const parts = conditionsOf(asked, values).map((either) => `(${either.join(') OR (')})`)
  const order = parts.map((condition, at) => `WHEN ${condition} THEN ${at}`).join(' ')
  return {
    text: `${COUNTED} WHERE (${parts.join(' OR ')}) AND (merged_into_id IS NULL OR NOT EXISTS (
        SELECT FROM visitors other WHERE (other.id = visitors.merged_into_id
              OR (other.merged_into_id = visitors.merged_into_id AND other.id < visitors.id))
           AND (${parts.join(' OR ')})))
      ORDER BY CASE ${order} END, last_name COLLATE "C", first_name COLLATE "C", middle_name COLLATE "C", id
      OFFSET $1 LIMIT $2`,
    values,
  }
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
  mergedInto: nullable(uuid),
}
export type FoundVisitor = RowOf<typeof FOUND>

const SEARCH = statement('visitor-search', `${COLUMNS} LIMIT $1`, FOUND)

const run = (db: Db, { text, values }: Sql): Promise<FoundVisitor[]> => db.rows(withText(SEARCH, text), values)

const FOUND_BY_IDS = statement('found-by-ids', `${COLUMNS} WHERE id = ANY ($1::uuid[])`, FOUND)

export const foundByIds = (db: Db, ids: readonly string[]): Promise<FoundVisitor[]> => db.rows(FOUND_BY_IDS, [ids])

const WINDOW = statement('visitor-search-window', `${COUNTED} LIMIT $1`, { ...FOUND, total: int })

/** Visitors found by a stage of a search plan. */
export const findByPlan = (db: Db, asked: Asked<SearchPlan>, stage: Stage, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorSearchSql(asked, stage, most))

export const findByBranches = (db: Db, asked: Asked<readonly Branch[]>, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorBranchesSql(asked, most))

/** One page of everybody found by the exact stage, and their total number. */
export const windowOfPlan = async (
  db: Db,
  asked: Asked<SearchPlan>,
  offset: number,
  most: number,
): Promise<{ rows: FoundVisitor[]; total: number }> => {
  const { text, values } = visitorWindowSql(stageOf(asked, 'exact'), offset, most)
  const rows = await db.rows(withText(WINDOW, text), values)
  return { rows, total: rows[0]?.total ?? 0 }
}
