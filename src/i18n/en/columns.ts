import type { ColumnId } from '@/domain/exports/columns'

export const columns = {
  event: 'Event',
  service: 'Service',
  date: 'Date',
  time: 'Time',
  place: 'Place',
  fullName: 'Full name',
  phone: 'Phone',
  cardNumber: 'Card number',
  status: 'Status',
  comment: 'Comment',
  bookedBy: 'Booked by',
  bookedAt: 'Booked at',
} as const satisfies Record<ColumnId, string>
