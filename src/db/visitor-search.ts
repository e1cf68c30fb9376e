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

/** One branch as a condition on a row; `given` passes its keys. */
const conditionOf = (groups: Branch, given: (keys: readonly number[]) => string): string =>
  groups.map(given).join(' AND ')

/** Of a row that has only the previous keys, as long as there are any. */
const UNDERIVED = (mark: number, version: number): string => `NOT search_keys @> ARRAY[$${mark}::int] AND NOT EXISTS (
      SELECT FROM derivations
       WHERE name = '${SEARCH_KEYS}' AND version = $${version}::int AND finished_at IS NOT NULL)`

/**
 * Whoever has not got the current keys yet is asked for by the previous ones, branch by branch, so that the likeliest
 * stay first. Once everybody has them the database decides, once for each branch, not to look at all.
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
 * Everybody whom the branches find, those of the first branch first and then by name: an order in which one can page.
 * It reads all of them, so it is for questions that too many fit. A record that leads to somebody who is there anyway
 * is left out.
 */
export function visitorWindowSql(asked: Asked<readonly Branch[]>, offset: number, most: number): Sql {
  const values: unknown[] = [offset, most]
  const parts = conditionsOf(asked, values).map((either) => `(${either.join(') OR (')})`)
  const order = parts.map((condition, at) => `WHEN ${condition} THEN ${at}`).join(' ')
  return {
    text: `${COUNTED} WHERE (${parts.join(' OR ')}) AND (merged_into_id IS NULL OR NOT EXISTS (
        SELECT FROM visitors survivor WHERE survivor.id = visitors.merged_into_id AND (${parts.join(' OR ')})))
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

/** Whom a stage of a search plan finds. */
export const findByPlan = (db: Db, asked: Asked<SearchPlan>, stage: Stage, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorSearchSql(asked, stage, most))

export const findByBranches = (db: Db, asked: Asked<readonly Branch[]>, most: number): Promise<FoundVisitor[]> =>
  run(db, visitorBranchesSql(asked, most))

/** A part of everybody whom the exact stage finds, and how many they are. */
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
