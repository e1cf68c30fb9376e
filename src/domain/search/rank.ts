import { cardMatch } from './cards'
import { digitsOf } from './numbers'
import { pair, type Pairing } from './pairing'
import { phoneMatch, type PhonesAsked } from './phones'
import { parseQuery, type Query, type Slot } from './query'
import { joinedNames, tokensOf, type Role, type SearchableVisitor, type Token } from './tokens'

export type SearchCandidate = SearchableVisitor & { id: string; mergedInto?: string | null }
/** `partial`: one word of the query fits nothing of this person. */
export type Ranked<T> = { candidate: T; score: number; partial: boolean }

/** Below this score the names are too different to be shown. */
export const WORTH_SHOWING = 0.5

/** How much of a query fits: everything; all but one word and the surname is among it; less. */
type Fit = 'whole' | 'partial' | 'little'
type Scored = { score: number; fit: Fit }

const NOTHING: Scored = { score: 0, fit: 'whole' }

/** Names that the query doesn't mention lower the score a little, so that exact matches come first. */
const UNASKED: Readonly<Record<Role, number>> = { last: 0.008, first: 0.004, middle: 0.002 }

const fitOf = ({ spare, roles }: Pairing): Fit =>
  spare === 0 ? 'whole' : spare === 1 && (roles.includes('last') || roles.length > 1) ? 'partial' : 'little'

function nameScore(names: readonly Slot[], tokens: readonly Token[], visitor: SearchableVisitor, most: number): Scored {
  const found = pair(names, tokens, most)
  const { score, roles, used } = found
  if (score > 0) {
    const unasked = [...new Set(tokens.map((token) => token.role))].filter((role) => !roles.includes(role))
    const halves = [...used].filter((token) => token.part).length === 1 ? 0.01 : 0
    return {
      score: Math.max(0, score - halves - unasked.reduce((sum, role) => sum + UNASKED[role], 0)),
      fit: fitOf(found),
    }
  }
  const [only] = names
  const joined = names.length === 1 && only !== undefined ? joinedNames(visitor) : []
  const isJoined = only?.words.some((word) => word.folds.some((fold) => joined.includes(fold)))
  return { score: isJoined ? 0.93 : 0, fit: 'whole' }
}

function numberScore(number: string, visitor: SearchableVisitor, withName: boolean, phones: PhonesAsked): number {
  const digits = digitsOf(number)
  const year = withName && visitor.birthYear != null && String(visitor.birthYear) === digits ? 0.95 : 0
  const phone = /\p{L}/u.test(number) ? 0 : phoneMatch(digits, visitor.phone ?? null, phones)
  return Math.max(year, phone, cardMatch(number, visitor.cardNumber ?? null))
}

type Asking = { phones: PhonesAsked; mayBePartial: boolean }

function readingScore(
  slots: readonly Slot[],
  tokens: readonly Token[],
  visitor: SearchableVisitor,
  { phones, mayBePartial }: Asking,
): Scored {
  const withName = slots.some((slot) => slot.words.length > 0)
  const numbers = slots
    .filter((slot) => slot.number !== null)
    .map((slot) => ({ slot, score: numberScore(slot.number ?? '', visitor, withName, phones) }))
  const matched = numbers.filter(({ score }) => score > 0)
  const names = slots.filter((slot) => slot.words.length > 0 && !matched.some((number) => number.slot === slot))
  const unmatched = numbers.filter(({ score, slot }) => score === 0 && slot.words.length === 0)
  const byNumber = matched.length === 0 ? 0 : Math.min(...matched.map(({ score }) => score))
  if (names.length === 0) {
    if (unmatched.length === 0) return { score: byNumber, fit: 'whole' }
    return { score: 0.8 * byNumber, fit: 'partial' }
  }
  const most = mayBePartial ? names.length - 1 : names.length > 2 ? 1 : 0
  const { score: named, fit } = nameScore(names, tokens, visitor, most)
  const byName = 0.99 * named
  if (byNumber === 0) {
    if (unmatched.length === 0) return { score: byName, fit }
    return { score: fit === 'whole' ? 0.6 * byName : 0, fit: 'partial' }
  }
  // An exact card or phone ranks first even if the names don't match.
  if (byName < WORTH_SHOWING) return byNumber >= 0.95 ? { score: 0.9 * byNumber, fit: 'partial' } : NOTHING
  return { score: byNumber === 1 ? 1 - 0.02 * (1 - byName) : (byNumber + byName) / 2, fit }
}

/** Likeliest first, one row per person, without those who don't match. Equal scores have a fixed order. */
export const rank = <T extends SearchCandidate>(q: string, candidates: readonly T[]): Ranked<T>[] =>
  rankQuery(parseQuery(q), candidates)

/** `mayBePartial`: nobody fits the whole query, so all but one word are enough. */
export function rankQuery<T extends SearchCandidate>(
  query: Query,
  candidates: readonly T[],
  mayBePartial = false,
): Ranked<T>[] {
  const asking = { phones: query.phones, mayBePartial }
  const ranked = new Map<string, Ranked<T> & { fit: Fit }>()
  for (const candidate of candidates) {
    if (ranked.has(candidate.id)) continue
    const { score, fit } = query.id === null ? bestOf(query.readings, candidate, asking) : byId(query.id, candidate.id)
    if (score >= WORTH_SHOWING)
      ranked.set(candidate.id, { candidate, score: Math.round(score * 10_000) / 10_000, partial: fit !== 'whole', fit })
  }
  const all = [...ranked.values()]
  const shown = all.some(({ fit }) => fit !== 'little') ? all.filter(({ fit }) => fit !== 'little') : all
  return shown
    .sort(
      (a, b) =>
        b.score - a.score ||
        compare(nameOf(a.candidate), nameOf(b.candidate)) ||
        compare(a.candidate.id, b.candidate.id),
    )
    .map(({ candidate, score, partial }) => ({ candidate, score, partial }))
}

const byId = (asked: string, id: string): Scored => ({ score: Number(id.toLowerCase() === asked), fit: 'whole' })

function bestOf(readings: readonly Slot[][], candidate: SearchCandidate, asking: Asking): Scored {
  const tokens = tokensOf(candidate)
  let best = NOTHING
  readings.forEach((slots, i) => {
    const { score, fit } = readingScore(slots, tokens, candidate, asking)
    const sure = score - (i === 0 ? 0 : 0.01)
    // What fits as a whole in one reading is not partial because of another.
    if (sure > best.score) best = { score: sure, fit }
  })
  return best
}

const nameOf = (visitor: SearchableVisitor): string =>
  `${visitor.lastName} ${visitor.firstName} ${visitor.middleName ?? ''}`
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
