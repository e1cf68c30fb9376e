import type { Db } from '@/db/sql'
import { findByBranches } from '@/db/visitor-search'
import { fullName } from '@/domain/visitors/name'
import { askedOf, DERIVATIONS, type Derivations } from '@/domain/search/derivations'
import { isLikelyDuplicate } from '@/domain/search/duplicates'
import type { SearchableVisitor } from '@/domain/search/tokens'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'

const SHOWN = 10
const COMPARED = 500

/**
 * Visitors who may be this person, likeliest first: the same or nearly the same name, or the same phone. `apart`: ids
 * that are known not to be.
 */
export const findDuplicates = async (
  db: Db,
  person: SearchableVisitor,
  apart: readonly string[] = [],
  derivations: Derivations = DERIVATIONS,
): Promise<LikelyDuplicate[]> => {
  const asked = askedOf(derivations, ({ duplicates }) => duplicates(person))
  const found = new Map<string, LikelyDuplicate>()
  for (const stored of await findByBranches(db, asked, COMPARED)) {
    if (apart.includes(stored.id)) continue
    const { likely, score, reason } = isLikelyDuplicate(person, stored)
    if (!likely || reason === null) continue
    found.set(stored.id, {
      id: stored.id,
      fullName: fullName(stored),
      cardNumber: stored.cardNumber,
      status: stored.status,
      score,
      reason,
    })
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || a.fullName.localeCompare(b.fullName, 'ru'))
    .slice(0, SHOWN)
}
