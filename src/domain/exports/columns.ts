import { isStaff, type Caller } from '@/domain/access/caller'

/** The columns of an export, in their order. */
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

/** Who gets a column besides staff, who get all. A new column is closed to others until it is opened here. */
const OPEN_TO: Record<ColumnId, readonly Caller['kind'][]> = {
  event: ['users', 'integrations'],
  service: ['users', 'integrations'],
  date: ['users', 'integrations'],
  time: ['users', 'integrations'],
  place: ['users', 'integrations'],
  // API keys get no names.
  fullName: ['users'],
  phone: [],
  cardNumber: ['users'],
  status: ['users', 'integrations'],
  comment: [],
  bookedBy: ['users'],
  bookedAt: ['users', 'integrations'],
}

export const mayExport = (caller: Caller, column: ColumnId): boolean =>
  isStaff(caller) || OPEN_TO[column].includes(caller.kind)

export type Row = Partial<Record<ColumnId, string | null>>
