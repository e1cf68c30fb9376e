import type { Branch, SearchPlan, Stage } from '@/domain/search/plan'

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
export function visitorSearchSql(plan: SearchPlan, stage: Stage, most: number): { text: string; values: unknown[] } {
  if (plan.id !== null) return { text: `${COLUMNS} WHERE id = $1::uuid`, values: [plan.id] }
  return visitorBranchesSql(plan[stage], most)
}

const COLUMNS = `SELECT id, last_name AS "lastName", first_name AS "firstName", middle_name AS "middleName",
  phone, card_number AS "cardNumber", status, birth_year AS "birthYear" FROM visitors`

export function visitorBranchesSql(branches: readonly Branch[], most: number): { text: string; values: unknown[] } {
  if (branches.length === 0) return { text: `${COLUMNS} WHERE false`, values: [] }
  const values: unknown[] = [most]
  const given = (keys: readonly number[]): string => HAS(values.push(keys))
  const parts = branches.map((groups) => `(${COLUMNS} WHERE ${groups.map(given).join(' AND ')} LIMIT $1)`)
  return { text: `SELECT * FROM (${parts.join(' UNION ALL ')}) AS found LIMIT $1`, values }
}
