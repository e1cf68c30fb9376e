import type { ParticipantStatus } from '@/domain/attendance/decideMark'

export const bookingStatus = {
  expected: 'Expected',
  attended: 'Attended',
  noShow: 'No-show',
  cancelled: 'Cancelled',
} as const satisfies Record<ParticipantStatus, string>
