import type { ErrorCode } from '@/domain/errors'

/** What is said instead when the refusal knows a date. */
export const datedErrors = {
  RECURRENCE_DATE_MISMATCH: 'The first date does not match the rule. The nearest matching date is {date}.',
  WINDOW_NOT_OPEN: 'Booking opens on {date}.',
} as const satisfies Partial<Record<ErrorCode, string>>
