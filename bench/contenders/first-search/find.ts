import { planOf, type SearchPlan, type Stage } from './plan'
import { parseQuery } from './query'
import { rankQuery, type Ranked, type SearchCandidate } from './rank'

/**
 * The search of version 1, kept unchanged for comparison. Its keys are included in those of version 2, so both query
 * the same rows.
 */
type Fetch<T> = (plan: SearchPlan, stage: Stage, most: number) => Promise<T[]>

const FETCHED = 300

export async function findAtFirst<T extends SearchCandidate>(
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
