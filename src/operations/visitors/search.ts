import type { Payload } from 'payload'
import { recordLook } from '@/db/audit'
import { lastVisitsOf } from '@/db/last-visits'
import { reading } from '@/db/sql'
import { findByPlan, windowOfPlan, type FoundVisitor } from '@/db/visitor-search'
import { mayReadPhones, phonesFound, type Caller } from '@/domain/access/caller'
import { apartOf, type Apart } from '@/domain/visitors/apart'
import { fullName } from '@/domain/visitors/name'
import { DERIVATIONS, type Derivations } from '@/domain/search/derivations'
import { findVisitors } from '@/domain/search/find'
import type { VisitorStatus } from '@/domain/visitors/status'
import { asPeople } from './asPeople'

export type Found = Apart & {
  id: string
  fullName: string
  status: VisitorStatus
  score: number
  /** One word of the query did not match this person. */
  partial: boolean
}

/** `totalDocs`: the number of all matches; `page` starts at 1. */
export type FoundPage = { docs: Found[]; totalDocs: number; page: number }

type Searching = {
  q: string
  limit: number
  page?: number
  caller: Caller
  /** Set if a person looks at the results, so that the audit log records it. Internal checks leave it out. */
  look?: Date
}

/** Searches people, best match first. Returns just enough to recognise somebody. */
export const searchVisitors = async (
  payload: Payload,
  { q, limit, page = 1, caller, look }: Searching,
  derivations: Derivations = DERIVATIONS,
): Promise<FoundPage> => {
  const db = reading(payload)
  const found = await findVisitors<FoundVisitor>(
    q,
    {
      fetch: (asked, stage, most) => findByPlan(db, asked, stage, most),
      window: (asked, offset, most) => windowOfPlan(db, asked, offset, most),
    },
    { page, limit, phones: phonesFound(caller), derivations },
  )
  const ranked = await asPeople(db, found.ranked)
  const visits = await lastVisitsOf(
    db,
    ranked.map(({ candidate }) => candidate.id),
  )
  const visitors = ranked.map(({ candidate }) => candidate.id)
  if (look && visitors.length > 0)
    await recordLook(db, { at: look, subject: 'visitors', subjectId: 'search', caller, visitors })
  const phones = mayReadPhones(caller)
  return {
    docs: ranked.map(({ candidate, score, partial }) => ({
      id: candidate.id,
      fullName: fullName(candidate),
      status: candidate.status,
      score,
      partial,
      ...apartOf({ ...candidate, lastVisit: visits.get(candidate.id) ?? null }, { phones }),
    })),
    totalDocs: found.total,
    page,
  }
}
