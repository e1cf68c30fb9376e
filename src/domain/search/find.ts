import { askedOf, DERIVATIONS, type Asked, type Derivations } from './derivations'
import type { PhonesAsked } from './phones'
import type { SearchPlan, Stage } from './plan'
import { isName, parseQuery } from './query'
import { rankQuery, WORTH_SHOWING, type Ranked, type SearchCandidate } from './rank'

/** Where people are looked for: in SQL, or in an index in memory. */
export type Source<T> = {
  /** At most `most` rows for a stage of the plan. */
  fetch: (asked: Asked<SearchPlan>, stage: Stage, most: number) => Promise<T[]>
  /** A part of everybody whom the exact stage finds, in one order, and how many they are. */
  window: (asked: Asked<SearchPlan>, offset: number, most: number) => Promise<{ rows: T[]; total: number }>
}

export type Page = { page: number; limit: number }
export type FoundOnes<T> = { ranked: Ranked<T>[]; total: number }

/** A common name has many matches that still have to be ranked, so we fetch more than we show. */
export const FETCHED = 300
/** So many who certainly fit are enough, and nobody is looked for who nearly fits. */
const ENOUGH = 5
const CERTAIN = 0.9
/** Of a whole name one is enough, who has it letter by letter or sound by sound. */
const WHOLE_NAME = 3
const THE_SAME = 0.95

/** Several records of one person that fit are one find, the best of them. */
const eachPersonOnce = <T extends SearchCandidate>(ranked: readonly Ranked<T>[]): Ranked<T>[] => {
  const people = new Map<string, Ranked<T>>()
  for (const one of ranked) {
    const person = one.candidate.mergedInto ?? one.candidate.id
    if (!people.has(person)) people.set(person, one)
  }
  return [...people.values()]
}

type Options = Page & { phones?: PhonesAsked; derivations?: Derivations }

/** One page of the search. Up to three database queries, none if there is nothing to look for. */
export async function findVisitors<T extends SearchCandidate>(
  q: string,
  source: Source<T>,
  { page, limit, phones = 'any', derivations = DERIVATIONS }: Options,
): Promise<FoundOnes<T>> {
  const query = parseQuery(q, phones)
  const asked = askedOf(derivations, ({ plan }) => plan(query, q))
  const plans = [asked.current, ...(asked.previous ? [asked.previous.question] : [])]
  const start = (page - 1) * limit
  const cut = (found: Ranked<T>[]): FoundOnes<T> => {
    const ranked = eachPersonOnce(found)
    return { ranked: ranked.slice(start, start + limit), total: ranked.length }
  }
  if (plans.every((plan) => plan.id === null && plan.exact.length === 0)) return cut([])
  const exact = await source.fetch(asked, 'exact', FETCHED)
  if (exact.length >= FETCHED) return many(start, start + limit, (offset) => source.window(asked, offset, FETCHED))

  const fitting = rankQuery(query, exact)
  const isWhole = (query.readings[0] ?? []).filter(isName).length >= WHOLE_NAME
  const isFound = isWhole && fitting.some(({ score, partial }) => score >= THE_SAME && !partial)
  const areEnough = fitting.filter(({ score }) => score >= CERTAIN).length >= ENOUGH
  if (isFound || areEnough || plans.every((plan) => plan.id !== null)) return cut(fitting)
  const near = plans.some((plan) => plan.near.length > 0) ? await source.fetch(asked, 'near', FETCHED) : []
  const alike = rankQuery(query, [...exact, ...near])
  if (alike.length > 0 || plans.every((plan) => plan.partial.length === 0)) return cut(alike)
  const partial = await source.fetch(asked, 'partial', FETCHED)
  return cut(rankQuery(query, [...exact, ...near, ...partial], true))

  /** Everybody counted is shown: those whom the keys find and the ranking would leave out come last. */
  function rankAll(rows: readonly T[]): Ranked<T>[] {
    const ranked = rankQuery(query, rows)
    const shown = new Set(ranked.map(({ candidate }) => candidate.id))
    const others = rows.filter(({ id }) => !shown.has(id))
    return [...ranked, ...others.map((candidate) => ({ candidate, score: WORTH_SHOWING, partial: true }))]
  }

  /** More than can be ranked at once: ranked window by window, in an order that pages can rely on. */
  async function many(from: number, to: number, window: (offset: number) => Promise<{ rows: T[]; total: number }>) {
    const ranked: Ranked<T>[] = []
    let total = 0
    for (let at = Math.floor(from / FETCHED) * FETCHED; at < to; at += FETCHED) {
      const found = await window(at)
      total = found.total
      ranked.push(...rankAll(found.rows).slice(Math.max(0, from - at), to - at))
    }
    // Behind the last page nothing is found that could say how many there are.
    return { ranked, total: total === 0 && from > 0 ? (await window(0)).total : total }
  }
}
