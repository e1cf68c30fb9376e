import type { Payload } from 'payload'
import { reading } from '@/db/sql'
import { findByPlan, type FoundVisitor } from '@/db/visitor-search'
import { fullName } from '@/domain/visitors/name'
import { DERIVATIONS, type Derivations } from '@/domain/search/derivations'
import { findVisitors } from '@/domain/search/find'
import type { VisitorStatus } from '@/domain/visitors/status'

export type Found = {
  id: string
  fullName: string
  cardNumber: string | null
  status: VisitorStatus
  score: number
}

/** People, best match first: enough to recognise somebody by, nothing more. */
export const searchVisitors = async (
  payload: Payload,
  { q, limit }: { q: string; limit: number },
  derivations: Derivations = DERIVATIONS,
): Promise<Found[]> => {
  const db = reading(payload)
  const ranked = await findVisitors<FoundVisitor>(
    q,
    limit,
    (asked, stage, most) => findByPlan(db, asked, stage, most),
    derivations,
  )
  return ranked.map(({ candidate, score }) => ({
    id: candidate.id,
    fullName: fullName(candidate),
    cardNumber: candidate.cardNumber,
    status: candidate.status,
    score,
  }))
}
