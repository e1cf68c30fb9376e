import { folds } from '@/domain/search/fold'
import { tokensOf, type SearchableVisitor } from '@/domain/search/tokens'

/** What two records of the same person share exactly: the folded names in any order, or the phone. */
export const identityMarks = ({ lastName, firstName, phone }: SearchableVisitor): string[] => {
  const names = tokensOf({ lastName, firstName }).filter(({ part }) => !part)
  return [
    `name:${names
      .map(({ raw }) => folds(raw)[0] ?? raw)
      .sort()
      .join(' ')}`,
    ...(phone ? [`phone:${phone}`] : []),
  ]
}
