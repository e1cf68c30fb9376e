import { cardMatch, digitsOf, phoneMatch } from './numbers'
import { parseQuery, type Query, type Slot } from './query'
import { similarity } from './similarity'
import { joinedNames, tokensOf, type Role, type SearchableVisitor, type Token } from '@/domain/search/tokens'

export type SearchCandidate = SearchableVisitor & { id: string }
export type Ranked<T> = { candidate: T; score: number }

/** Below this score the names are too different to be shown. */
const WORTH_SHOWING = 0.5
/** Real names need a few dozen steps. Six equal letters against a name of fifteen words would need millions. */
const MOST_STEPS = 2_000

type Pairing = { score: number; roles: Role[]; used: Set<Token> }

/** The best assignment of query names to the visitor's names. Of three or more, one may stay unmatched. */
function pair(names: readonly Slot[], tokens: readonly Token[]): Pairing {
  const none: Pairing = { score: 0, roles: [], used: new Set() }
  const weight = names.map((slot) => (slot.words.every((word) => word.initials !== null) ? 0.5 : 1))
  const total = weight.reduce((sum, one) => sum + one, 0)
  const alike = names.map((slot, i) =>
    tokens.map((token) => Math.max(...slot.words.map((word) => similarity(word, token, i === names.length - 1)))),
  )
  // A patronymic missing from the record proves little; a different one means another person.
  const missing = tokens.some((token) => token.role === 'middle') ? 0.3 : 0.7
  let best = none
  let steps = 0
  const choose = (i: number, sum: number, spare: number, taken: Token[], roles: Role[]): void => {
    if (steps++ > MOST_STEPS) return
    if (i === names.length) {
      // The unmatched name may be the patronymic, but the surname and the first name must match.
      if (spare === 0 && names.length > 2 && !(roles.includes('last') && roles.includes('first'))) return
      const score = sum / total - (inUsualOrder(roles) ? 0 : 0.003)
      if (score > best.score) best = { score, roles, used: new Set(taken) }
      return
    }
    tokens.forEach((token, t) => {
      const value = alike[i]?.[t] ?? 0
      if (value > 0 && !taken.includes(token))
        choose(i + 1, sum + value * (weight[i] ?? 1), spare, [...taken, token], [...roles, token.role])
    })
    if (spare > 0) choose(i + 1, sum + missing * (weight[i] ?? 1), spare - 1, taken, roles)
  }
  choose(0, 0, names.length > 2 ? 1 : 0, [], [])
  return best
}

const ORDERS = ['last first middle', 'first middle last', 'first last', 'last middle']
const inUsualOrder = (roles: readonly Role[]): boolean => {
  const order = roles.filter((role, i) => role !== roles[i - 1]).join(' ')
  return ORDERS.some((usual) => usual.startsWith(order))
}

/** Names that the query doesn't mention lower the score a little, so that exact matches come first. */
const UNASKED: Readonly<Record<Role, number>> = { last: 0.008, first: 0.004, middle: 0.002 }

function nameScore(names: readonly Slot[], tokens: readonly Token[], visitor: SearchableVisitor): number {
  const { score, roles, used } = pair(names, tokens)
  if (score > 0) {
    const unasked = [...new Set(tokens.map((token) => token.role))].filter((role) => !roles.includes(role))
    const halves = [...used].filter((token) => token.part).length === 1 ? 0.01 : 0
    return Math.max(0, score - halves - unasked.reduce((sum, role) => sum + UNASKED[role], 0))
  }
  const [only] = names
  const joined = names.length === 1 && only !== undefined ? joinedNames(visitor) : []
  return only?.words.some((word) => word.folds.some((fold) => joined.includes(fold))) ? 0.93 : 0
}

function numberScore(number: string, visitor: SearchableVisitor, withName: boolean): number {
  const digits = digitsOf(number)
  const year = withName && visitor.birthYear != null && String(visitor.birthYear) === digits ? 0.95 : 0
  const phone = /\p{L}/u.test(number) ? 0 : phoneMatch(digits, visitor.phone ?? null)
  return Math.max(year, phone, cardMatch(number, visitor.cardNumber ?? null))
}

function readingScore(slots: readonly Slot[], tokens: readonly Token[], visitor: SearchableVisitor): number {
  const cards = slots
    .filter((slot) => slot.number !== null)
    .map((slot) => ({
      slot,
      score: numberScore(
        slot.number ?? '',
        visitor,
        slots.some((other) => other.words.length > 0),
      ),
    }))
  const matched = cards.filter((card) => card.score > 0)
  const names = slots.filter((slot) => slot.words.length > 0 && !matched.some((card) => card.slot === slot))
  const unmatched = cards.filter((card) => card.score === 0 && card.slot.words.length === 0)
  if (matched.length === 0 && unmatched.length > 0 && names.length === 0) return 0
  const byNumber = matched.length === 0 ? 0 : Math.min(...matched.map((card) => card.score))
  const byName = names.length === 0 ? 0 : 0.99 * nameScore(names, tokens, visitor)
  if (names.length === 0) return unmatched.length === 0 ? byNumber : 0.8 * byNumber
  if (byNumber === 0) return unmatched.length === 0 ? byName : 0.6 * byName
  // An exact card or phone ranks first even if the names don't match.
  if (byName < WORTH_SHOWING) return byNumber === 1 ? 0.9 : 0
  return byNumber === 1 ? 1 - 0.02 * (1 - byName) : (byNumber + byName) / 2
}

/** Likeliest first, one row per person, without those who don't match. Equal scores have a fixed order. */
export const rank = <T extends SearchCandidate>(q: string, candidates: readonly T[]): Ranked<T>[] =>
  rankQuery(parseQuery(q), candidates)

export function rankQuery<T extends SearchCandidate>(query: Query, candidates: readonly T[]): Ranked<T>[] {
  const ranked = new Map<string, Ranked<T>>()
  for (const candidate of candidates) {
    if (ranked.has(candidate.id)) continue
    const tokens = tokensOf(candidate)
    const scores = query.readings.map((slots, i) => readingScore(slots, tokens, candidate) - (i === 0 ? 0 : 0.01))
    const score = query.id === null ? Math.max(0, ...scores) : Number(candidate.id.toLowerCase() === query.id)
    if (score >= WORTH_SHOWING) ranked.set(candidate.id, { candidate, score: Math.round(score * 10_000) / 10_000 })
  }
  return [...ranked.values()].sort(
    (a, b) =>
      b.score - a.score || compare(nameOf(a.candidate), nameOf(b.candidate)) || compare(a.candidate.id, b.candidate.id),
  )
}

const nameOf = (visitor: SearchableVisitor): string =>
  `${visitor.lastName} ${visitor.firstName} ${visitor.middleName ?? ''}`
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
