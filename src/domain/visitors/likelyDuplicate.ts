import type { DuplicateReason } from '../search/duplicates'
import type { VisitorStatus } from './status'

/** A visitor who may be the same person as somebody else. */
export type LikelyDuplicate = {
  id: string
  fullName: string
  cardNumber: string | null
  birthYear: number | null
  /** The date of the last visit that was marked as attended. */
  lastVisit: string | null
  status: VisitorStatus
  score: number
  reason: DuplicateReason
}
