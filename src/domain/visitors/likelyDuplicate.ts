import type { DuplicateReason } from '../search/duplicates'
import type { VisitorStatus } from './status'

/** A visitor who may be the same person as somebody else. */
export type LikelyDuplicate = {
  id: string
  fullName: string
  cardNumber: string | null
  status: VisitorStatus
  score: number
  reason: DuplicateReason
}
