import type { ErrorCode } from '../errors'

export type Mark = 'expected' | 'attended' | 'noShow'
export const PARTICIPANT_STATUSES = ['expected', 'attended', 'noShow', 'cancelled'] as const satisfies readonly (
  Mark | 'cancelled'
)[]
export type ParticipantStatus = (typeof PARTICIPANT_STATUSES)[number]

/** Why a participant's mark can't be changed. */
export const MARK_REFUSALS = [
  'PARTICIPANT_NOT_FOUND',
  'PARTICIPANT_CANCELLED',
  'ATTENDANCE_TOO_EARLY',
] as const satisfies readonly ErrorCode[]
export type MarkRefusal = (typeof MARK_REFUSALS)[number]

/**
 * Whether this participant can get this mark. `today` and `date` are local dates of the place. A mark can always be
 * removed, but set only from the day of the occurrence on. A cancelled participant can't have one.
 */
export const decideMark = ({
  status,
  mark,
  date,
  today,
}: {
  status: ParticipantStatus
  mark: Mark
  date: string
  today: string
}): MarkRefusal | null => {
  if (status === 'cancelled') return 'PARTICIPANT_CANCELLED'
  if (mark !== 'expected' && today < date) return 'ATTENDANCE_TOO_EARLY'
  return null
}
