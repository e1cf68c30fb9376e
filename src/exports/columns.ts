import type { ColumnId } from '@/domain/exports/columns'

/**
 * Text stays text even if it looks like a number. A date is `YYYY-MM-DD`, a moment `YYYY-MM-DD HH:mm`, both in the
 * place's time zone. A phone is stored as E.164 and read by people as `+7 (916) 123-45-67`, which is text as well.
 */
type Column = { kind: 'text' | 'phone' | 'date' | 'moment'; width: number }

export const COLUMN: Record<ColumnId, Column> = {
  event: { kind: 'text', width: 32 },
  service: { kind: 'text', width: 28 },
  date: { kind: 'date', width: 12 },
  time: { kind: 'text', width: 14 },
  place: { kind: 'text', width: 28 },
  fullName: { kind: 'text', width: 36 },
  phone: { kind: 'phone', width: 20 },
  cardNumber: { kind: 'text', width: 14 },
  status: { kind: 'text', width: 16 },
  comment: { kind: 'text', width: 40 },
  bookedBy: { kind: 'text', width: 28 },
  bookedAt: { kind: 'moment', width: 18 },
}
