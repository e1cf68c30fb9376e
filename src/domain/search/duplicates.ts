import { areDifferentNames } from './different-names'
import { nominatives } from './endings'
import { alsoCalled, isFirstName } from './names/diminutives'
import { fathersName, fullPatronymics } from './patronymics'
import { slip } from './similarity'
import { LONG_WORD, withinTwo } from './slips'
import { tokensOf, type Role, type SearchableVisitor, type Token } from './tokens'

export type DuplicateReason = 'phone' | 'sameName' | 'similarName'
export type Likeness = { likely: boolean; score: number; reason: DuplicateReason | null }

const NOT_ALIKE: Likeness = { likely: false, score: 0, reason: null }

/** 1: sounds the same (ё/е, й/и, Latin). Less: another form, half of a double surname, or a typo. 0: another name. */
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

const HALF = 0.9
const OTHER_FORM = 0.94
const TWO_SLIPS = 0.7

function close(a: string, b: string, half: boolean): number {
  if (a === b) return half ? HALF : 1
  if (half || areDifferentNames(a, b)) return 0
  if (isOtherForm(a, b)) return OTHER_FORM
  const longer = Math.max(a.length, b.length)
  // Short names often differ by one letter without a typo: Ким and Кин, Ян and Ан.
  if (longer < 4) return 0
  const one = slip(a, b)
  return one > 0 ? one : longer >= LONG_WORD && !(isFirstName(a) && isFirstName(b)) && withinTwo(a, b) ? TWO_SLIPS : 0
}

/** Саша and Александр; Мельникова and Мельников. Not Александр and Александра, who are two names. */
const isOtherForm = (a: string, b: string): boolean =>
  alsoCalled(a).includes(b) ||
  (!(isFirstName(a) && isFirstName(b)) && (nominatives(a).includes(b) || nominatives(b).includes(a)))

type Answer = 'same' | 'unknown' | 'different'

/** What a patronymic says of the father: Рзаевич, Рзаевна, «Рза оглы» and Рзаич say the same. */
const fathers = (tokens: readonly Token[]): string[] =>
  tokens.flatMap(({ folds }) =>
    folds.flatMap((fold) => [fold, ...fathersName(fold), ...fullPatronymics(fold).flatMap(fathersName)]),
  )

/** An initial, another form or one typo counts as the same. A patronymic missing from one record proves nothing. */
function middles(a: readonly Token[], b: readonly Token[]): Answer {
  const [one, other] = [a[0]?.folds[0], b[0]?.folds[0]]
  if (one === undefined || other === undefined) return 'unknown'
  if (one.startsWith(other) || other.startsWith(one) || alike(a, b) > 0) return 'same'
  const known = fathers(a)
  return fathers(b).some((father) => known.includes(father)) ? 'same' : 'different'
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
