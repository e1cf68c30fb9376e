import type { ErrorCode } from '../errors'

export type Mark = 'expected' | 'attended' | 'noShow'
export const PARTICIPANT_STATUSES = ['expected', 'attended', 'noShow', 'cancelled'] as const satisfies readonly (
  Mark | 'cancelled'
)[]
export type ParticipantStatus = (typeof PARTICIPANT_STATUSES)[number]

/**
 * May this participant get this mark? `today` and `date` are local dates of the place. Taking a mark back
 * is always possible; setting one only from the day of the occurrence on; a cancelled one has none.
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
}): ErrorCode | null => {
  if (status === 'cancelled') return 'PARTICIPANT_CANCELLED'
  if (mark !== 'expected' && today < date) return 'ATTENDANCE_TOO_EARLY'
  return null
}
