import { lastVisitsOf } from '@/db/last-visits'
import type { Db } from '@/db/sql'
import { findByBranches } from '@/db/visitor-search'
import { fullName } from '@/domain/visitors/name'
import { askedOf, DERIVATIONS, type Derivations } from '@/domain/search/derivations'
import { isLikelyDuplicate } from '@/domain/search/duplicates'
import type { SearchableVisitor } from '@/domain/search/tokens'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'
import { asPeople } from './asPeople'

const SHOWN = 10
const COMPARED = 500

/**
 * Visitors who may be this person, likeliest first: the same or nearly the same name, or the same phone. `apart`: ids
 * known to be other people.
 */
export const findDuplicates = async (
  db: Db,
  person: SearchableVisitor,
  apart: readonly string[] = [],
  derivations: Derivations = DERIVATIONS,
): Promise<LikelyDuplicate[]> => {
  const asked = askedOf(derivations, ({ duplicates }) => duplicates(person))
  const alike = (await findByBranches(db, asked, COMPARED)).flatMap((candidate) => {
    if (apart.includes(candidate.mergedInto ?? candidate.id)) return []
    const { likely, score, reason } = isLikelyDuplicate(person, candidate)
    return likely && reason !== null ? [{ candidate, score, reason }] : []
  })
  alike.sort((a, b) => b.score - a.score)
  const people = (await asPeople(db, alike))
    .map(({ candidate, score, reason }) => ({
      id: candidate.id,
      fullName: fullName(candidate),
      cardNumber: candidate.cardNumber,
      birthYear: candidate.birthYear,
      status: candidate.status,
      score,
      reason,
    }))
    .sort((a, b) => b.score - a.score || a.fullName.localeCompare(b.fullName, 'ru'))
    .slice(0, SHOWN)
  const visits = await lastVisitsOf(
    db,
    people.map(({ id }) => id),
  )
  return people.map((one) => ({ ...one, lastVisit: visits.get(one.id) ?? null }))
}
