import { isStaff, type Caller } from '@/domain/access/caller'

/** What an export can show, in the order it is shown. */
export const COLUMNS = [
  'event',
  'service',
  'date',
  'time',
  'place',
  'fullName',
  'phone',
  'cardNumber',
  'status',
  'comment',
  'bookedBy',
  'bookedAt',
] as const
export type ColumnId = (typeof COLUMNS)[number]

const PERSONAL: readonly ColumnId[] = ['fullName', 'phone', 'cardNumber', 'comment', 'bookedBy']
const FOR_STAFF: readonly ColumnId[] = ['phone', 'comment']

/** Phones and comments are for staff; programs get nothing that names a person. */
export const mayExport = (caller: Caller, column: ColumnId): boolean => {
  if (isStaff(caller)) return true
  return caller.kind === 'users' ? !FOR_STAFF.includes(column) : !PERSONAL.includes(column)
}

export type Row = Partial<Record<ColumnId, string | null>>
