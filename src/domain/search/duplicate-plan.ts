import { key } from './keys'
import { neighbourhood } from './neighbours'
import { phoneEnds } from './phones'
import type { Branch } from './plan'
import { tokensOf, type Role, type SearchableVisitor } from './tokens'

/**
 * Finds the visitors to compare with a new one, likeliest first; duplicates.ts decides. Names are looked up without
 * their role, so a swapped surname and first name are found, too.
 */
export function duplicateBranches(visitor: SearchableVisitor): Branch[] {
  const tokens = tokensOf(visitor)
  const exact = (role: Role): number[] =>
    tokens.filter((token) => token.role === role).flatMap((token) => token.folds.map((fold) => key('exact', fold)))
  const near = (role: Role): number[] =>
    tokens
      .filter((token) => token.role === role)
      .flatMap((token) =>
        token.folds.flatMap((fold) => neighbourhood(fold, token.letters).map((part) => key('near', part))),
      )
  const [phone] = phoneEnds(visitor.phone ?? '')
  const year = Number(visitor.birthYear ?? 0)
  const years = year === 0 ? [] : [-1, 0, 1].map((off) => key('year', String(year + off)))
  // If a patronymic is given, only people with the same one, its initial, or none can be the same person.
  const middles = tokens.filter((token) => token.role === 'middle').flatMap((token) => token.folds)
  const abbreviated = middles.filter((fold) => fold.length === 1).map((letter) => key('middleInitial', letter))
  const middle = abbreviated.length > 0 ? abbreviated : near('middle')
  const fitting =
    middle.length === 0
      ? []
      : [[...middle, ...middles.map((fold) => key('exact', fold.charAt(0))), key('noMiddle', '')]]
  return [
    phone === undefined ? [] : [[key('phoneEnd', phone)]],
    middle.length === 0 ? [] : [exact('last'), exact('first'), middle],
    [exact('last'), exact('first'), ...fitting],
    years.length === 0 ? [] : [exact('last'), exact('first'), years],
    [near('last'), exact('first'), ...fitting],
    [exact('last'), near('first'), ...fitting],
    middle.length === 0 ? [] : [near('last'), near('first'), middle],
    years.length === 0 ? [] : [near('last'), near('first'), years],
  ].filter((branch) => branch.length > 0 && branch.every((group) => group.length > 0))
}
