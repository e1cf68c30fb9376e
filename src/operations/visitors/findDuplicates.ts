import type { Db } from '@/db/sql'
import { visitorSearchSql } from '@/db/visitor-search'
import { fullName } from '@/domain/people/name'
import { findVisitors } from '@/domain/search/find'
import type { SearchCandidate } from '@/domain/search/rank'
import type { SearchableVisitor } from '@/domain/search/tokens'
import { likeness, type Likeness } from '@/domain/visitors/duplicates'

export type Candidate = Likeness & { id: string; fullName: string; cardNumber: string | null; status: 'new' | 'registered' }

type Stored = SearchCandidate & { cardNumber: string | null; status: 'new' | 'registered' }

const MOST = 10
const LOOKED_AT = 50

/** Visitors who look like this person, likeliest first: the same or nearly the same name, or the same phone. */
export const findDuplicates = async (db: Db, person: SearchableVisitor): Promise<Candidate[]> => {
  const found = new Map<string, Candidate>()
  for (const q of [person.phone, fullName(person)]) {
    if (!q) continue
    const ranked = await findVisitors<Stored>(q, LOOKED_AT, (plan, stage, most) => {
      const { text, values } = visitorSearchSql(plan, stage, most)
      return db.rows<Stored>(text, values)
    })
    for (const { candidate } of ranked) {
      const alike = likeness(person, candidate)
      if (alike && !found.has(candidate.id)) {
        found.set(candidate.id, { id: candidate.id, fullName: fullName(candidate), cardNumber: candidate.cardNumber, status: candidate.status, ...alike })
      }
    }
  }
  return [...found.values()].sort((a, b) => b.score - a.score || a.fullName.localeCompare(b.fullName, 'ru')).slice(0, MOST)
}
