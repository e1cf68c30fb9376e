import { key } from './keys'
import { kinOf } from './kin'
import { distant, neighbourhood } from './neighbours'
import { isSonOf } from './patronymics'
import { phoneEnds } from './phones'
import { LONG_WORD } from './slips'
import type { Branch } from './plan'
import { tokensOf, type Role, type SearchableVisitor, type Token } from './tokens'

const keysOf = (tokens: readonly Token[], of: (fold: string, token: Token) => number[]): number[] => [
  ...new Set(tokens.flatMap((token) => token.folds.flatMap((fold) => of(fold, token)))),
]

const exact = (tokens: readonly Token[]): number[] => keysOf(tokens, (fold) => [key('exact', fold)])

/** As it is, and in the other forms that the search knows. */
const formed = (tokens: readonly Token[]): number[] => {
  const isSon = tokens.some(({ folds }) => isSonOf(folds[0] ?? ''))
  return [...exact(tokens), ...keysOf(tokens, (fold) => kinOf(fold, isSon).map((kin) => key('exact', kin.fold)))]
}

const near = (tokens: readonly Token[]): number[] => [
  ...formed(tokens),
  ...keysOf(tokens, (fold, { letters }) => neighbourhood(fold, letters).map((part) => key('near', part))),
]

/** With two slips: long words only, since no other has these keys. */
const far = (tokens: readonly Token[]): number[] =>
  keysOf(tokens, (fold, { letters }) =>
    letters < LONG_WORD - 2 ? [] : distant(fold).flatMap((part) => [key('far', part), key('near', part)]),
  )

/**
 * Finds the visitors to compare with a new one, likeliest first; duplicates.ts decides. Names are looked up without
 * their role, so a swapped surname and first name are found, too.
 */
export function duplicateBranches(visitor: SearchableVisitor): Branch[] {
  const tokens = tokensOf(visitor)
  const of = (role: Role): Token[] => tokens.filter((token) => token.role === role)
  const [last, first, middles] = [of('last'), of('first'), of('middle')]
  const [phone] = phoneEnds(visitor.phone ?? '')
  const year = Number(visitor.birthYear ?? 0)
  const years = year === 0 ? [] : [-1, 0, 1].map((off) => key('year', String(year + off)))
  // If a patronymic is given, only people with the same one, its initial, or none can be the same person.
  const folds = middles.flatMap((token) => token.folds)
  const abbreviated = folds.filter((fold) => fold.length === 1).map((letter) => key('middleInitial', letter))
  const middle = abbreviated.length > 0 ? abbreviated : near(middles)
  const fitting =
    middle.length === 0 ? [] : [[...middle, ...folds.map((fold) => key('exact', fold.charAt(0))), key('noMiddle', '')]]
  return [
    phone === undefined ? [] : [[key('phoneEnd', phone)]],
    middle.length === 0 ? [] : [exact(last), exact(first), middle],
    [exact(last), exact(first), ...fitting],
    years.length === 0 ? [] : [formed(last), formed(first), years],
    [formed(last), formed(first), ...fitting],
    [near(last), formed(first), ...fitting],
    [formed(last), near(first), ...fitting],
    [far(last), formed(first), ...fitting],
    middle.length === 0 ? [] : [near(last), near(first), middle],
    years.length === 0 ? [] : [near(last), near(first), years],
  ].filter((branch) => branch.length > 0 && branch.every((group) => group.length > 0))
}
