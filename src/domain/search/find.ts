import { askedOf, DERIVATIONS, type Asked, type Derivations } from './derivations'
import type { SearchPlan, Stage } from './plan'
import { parseQuery } from './query'
import { rankQuery, type Ranked, type SearchCandidate } from './rank'

/** Fetches at most `most` rows for a stage of the plan, with SQL or from an index in memory. */
export type Fetch<T> = (asked: Asked<SearchPlan>, stage: Stage, most: number) => Promise<T[]>

/** A common name has many matches that still have to be ranked, so we fetch more than we show. */
const FETCHED = 300
/** So many people who fit are enough, and nobody is looked for who nearly fits. */
const ENOUGH = 10

/** The whole search: at most two database queries, and none if there is nothing to look for. */
export async function findVisitors<T extends SearchCandidate>(
  q: string,
  fetch: Fetch<T>,
  derivations: Derivations = DERIVATIONS,
): Promise<Ranked<T>[]> {
  const query = parseQuery(q)
  const asked = askedOf(derivations, ({ plan }) => plan(query, q))
  const plans = [asked.current, ...(asked.previous ? [asked.previous.question] : [])]
  if (plans.every((plan) => plan.id === null && plan.exact.length === 0)) return []
  const exact = rankQuery(query, await fetch(asked, 'exact', FETCHED))
  if (exact.length >= ENOUGH || plans.every((plan) => plan.near.length === 0)) return exact
  const near = await fetch(asked, 'near', FETCHED)
  return rankQuery(query, [...exact.map((one) => one.candidate), ...near])
}
