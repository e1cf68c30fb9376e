import { planOf, type SearchPlan, type Stage } from './plan'
import { parseQuery } from './query'
import { rankQuery, type Ranked, type SearchCandidate } from './rank'

/** Fetches at most `most` rows for a stage of the plan, with SQL or from an index in memory. */
export type Fetch<T> = (plan: SearchPlan, stage: Stage, most: number) => Promise<T[]>

/** A common name has many matches that still have to be ranked, so we fetch more than we show. */
const FETCHED = 300

/** The whole search: at most two database queries, and none if there is nothing to look for. */
export async function findVisitors<T extends SearchCandidate>(
  q: string,
  limit: number,
  fetch: Fetch<T>,
): Promise<Ranked<T>[]> {
  const query = parseQuery(q)
  const plan = planOf(query)
  const most = Math.max(FETCHED, 2 * limit)
  if (plan.id === null && plan.exact.length === 0) return []
  const exact = rankQuery(query, await fetch(plan, 'exact', most))
  if (exact.length >= limit || plan.near.length === 0) return exact.slice(0, limit)
  const near = await fetch(plan, 'near', most)
  return rankQuery(query, [...exact.map((one) => one.candidate), ...near]).slice(0, limit)
}
