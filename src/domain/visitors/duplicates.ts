import { folds } from '@/domain/search/fold'
import { rank } from '@/domain/search/rank'
import { tokensOf, type SearchableVisitor } from '@/domain/search/tokens'

/** A typo, a missing patronymic, swapped names, half of a double surname; not another patronymic. */
const ALIKE = 0.8

export type Likeness = { score: number; reason: 'name' | 'phone' }

const nameOf = ({ lastName, firstName, middleName }: SearchableVisitor): string => [lastName, firstName, middleName].filter(Boolean).join(' ')

/**
 * How much two records look like one person, or null. Asked both ways and the weaker answer taken: the
 * search forgives a name that is still being typed ("Ким Ли" finds "Ким Лидия"), and these are finished.
 */
export const likeness = (a: SearchableVisitor, b: SearchableVisitor): Likeness | null => {
  if (a.phone && a.phone === b.phone) return { score: 1, reason: 'phone' }
  const score = Math.min(scoreOf(a, b), scoreOf(b, a))
  return score >= ALIKE ? { score, reason: 'name' } : null
}

const scoreOf = (asked: SearchableVisitor, found: SearchableVisitor): number => rank(nameOf(asked), [{ ...found, id: '' }])[0]?.score ?? 0

/** What two records of one person have in common exactly: the folded name in any order, the phone. */
export const identityMarks = (visitor: SearchableVisitor): string[] => {
  const names = tokensOf({ lastName: visitor.lastName, firstName: visitor.firstName }).filter(({ part }) => !part)
  return [`name:${names.map(({ raw }) => folds(raw)[0] ?? raw).sort().join(' ')}`, ...(visitor.phone ? [`phone:${visitor.phone}`] : [])]
}
