import type { Payload } from 'payload'
import { reading } from '@/db/sql'
import { visitorSearchSql } from '@/db/visitor-search'
import { fullName } from '@/domain/visitors/name'
import { findVisitors } from '@/domain/search/find'
import type { SearchCandidate } from '@/domain/search/rank'
import type { VisitorStatus } from '@/domain/visitors/status'

export type Found = {
  id: string
  fullName: string
  cardNumber: string | null
  status: VisitorStatus
  score: number
}

type Stored = SearchCandidate & { cardNumber: string | null; status: VisitorStatus }

/** People, best match first: enough to recognise somebody by, nothing more. */
export const searchVisitors = async (
  payload: Payload,
  { q, limit }: { q: string; limit: number },
): Promise<Found[]> => {
  const db = reading(payload)
  const ranked = await findVisitors<Stored>(q, limit, (plan, stage, most) => {
    const { text, values } = visitorSearchSql(plan, stage, most)
    return db.rows<Stored>(text, values)
  })
  return ranked.map(({ candidate, score }) => ({
    id: candidate.id,
    fullName: fullName(candidate),
    cardNumber: candidate.cardNumber,
    status: candidate.status,
    score,
  }))
}
