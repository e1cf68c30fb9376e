import { areDifferentNames } from './different-names'
import { slip } from './similarity'
import { tokensOf, type Role, type SearchableVisitor, type Token } from './tokens'

export type DuplicateReason = 'phone' | 'sameName' | 'similarName'
export type Likeness = { likely: boolean; score: number; reason: DuplicateReason | null }

const NOT_ALIKE: Likeness = { likely: false, score: 0, reason: null }

/** 1: sounds the same (ё/е, й/и, Latin). Less: half of a double surname, or one typo. 0: another name. */
function alike(a: readonly Token[], b: readonly Token[]): number {
  let best = 0
  for (const one of a) {
    for (const other of b) {
      // Two different double surnames that share a half are more likely relatives: Петров-Водкин, Петров-Белов.
      if (one.part && other.part) continue
      for (const left of one.folds)
        for (const right of other.folds) best = Math.max(best, close(left, right, one.part || other.part))
    }
  }
  return best
}

function close(a: string, b: string, half: boolean): number {
  if (a === b) return half ? 0.9 : 1
  // Short names often differ by one letter without a typo: Ким and Кин, Ян and Ан.
  return half || Math.max(a.length, b.length) < 4 || areDifferentNames(a, b) ? 0 : slip(a, b)
}

type Answer = 'same' | 'unknown' | 'different'

/** An initial or one typo counts as the same. A patronymic missing from one record proves nothing. */
function middles(a: readonly Token[], b: readonly Token[]): Answer {
  const [one, other] = [a[0]?.folds[0], b[0]?.folds[0]]
  if (one === undefined || other === undefined) return 'unknown'
  return one.startsWith(other) || other.startsWith(one) || alike(a, b) > 0 ? 'same' : 'different'
}

/** People give their own birth year wrong by one; a year from a passport is exact. */
function births(a: SearchableVisitor, b: SearchableVisitor): Answer {
  if (a.birthYear == null || b.birthYear == null) return 'unknown'
  return Math.abs(Number(a.birthYear) - Number(b.birthYear)) <= 1 ? 'same' : 'different'
}

const WEIGHT: Readonly<Record<Answer, number>> = { same: 1, unknown: 0, different: -1 }

/**
 * Whether two records may be the same person. Asked before a new visitor is saved. The same phone is enough. The same
 * name is enough, too, unless the patronymics differ and nothing else matches: with 200,000 visitors every Иванов
 * Сергей has a hundred namesakes.
 */
export function isLikelyDuplicate(a: SearchableVisitor, b: SearchableVisitor): Likeness {
  const [left, right] = [tokensOf(a), tokensOf(b)]
  const of = (tokens: readonly Token[], role: Role): Token[] => tokens.filter((token) => token.role === role)
  const straight = [alike(of(left, 'last'), of(right, 'last')), alike(of(left, 'first'), of(right, 'first'))]
  const swapped = [alike(of(left, 'last'), of(right, 'first')), alike(of(left, 'first'), of(right, 'last'))]
  const [worse, better] =
    [straight, swapped].map((pair) => pair.sort((x, y) => x - y)).sort((x, y) => (y[0] ?? 0) - (x[0] ?? 0))[0] ?? []
  const byName = judge(worse ?? 0, better ?? 0, middles(of(left, 'middle'), of(right, 'middle')), births(a, b))
  if (a.phone == null || a.phone === '' || a.phone !== b.phone) return byName
  return { likely: true, score: Math.max(0.9, byName.score), reason: 'phone' }
}

function judge(worse: number, better: number, middle: Answer, birth: Answer): Likeness {
  if (worse === 0) return NOT_ALIKE
  const score = Math.min(1, Math.max(0, (worse + better) / 2 - 0.08 + 0.06 * WEIGHT[middle] + 0.04 * WEIGHT[birth]))
  if (worse === 1) return { likely: middle !== 'different' || birth === 'same', score, reason: 'sameName' }
  // If both names differ slightly, or one does and nothing confirms the match, there must be no contradiction.
  const confirmed = better === 1 || middle === 'same' || birth === 'same'
  return { likely: confirmed && middle !== 'different' && birth !== 'different', score, reason: 'similarName' }
}
