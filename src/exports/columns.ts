import type { ColumnId } from '@/domain/exports/columns'

/** text stays text whatever it looks like; a date is `YYYY-MM-DD`, a moment `YYYY-MM-DD HH:mm`, both on the place's clocks. */
type Column = { kind: 'text' | 'date' | 'moment'; width: number; caption: { ru: string; en: string } }

export const COLUMN: Record<ColumnId, Column> = {
  event: { kind: 'text', width: 32, caption: { ru: 'Событие', en: 'Event' } },
  service: { kind: 'text', width: 28, caption: { ru: 'Услуга', en: 'Service' } },
  date: { kind: 'date', width: 12, caption: { ru: 'Дата', en: 'Date' } },
  time: { kind: 'text', width: 14, caption: { ru: 'Время', en: 'Time' } },
  place: { kind: 'text', width: 28, caption: { ru: 'Место', en: 'Place' } },
  fullName: { kind: 'text', width: 36, caption: { ru: 'ФИО', en: 'Full name' } },
  phone: { kind: 'text', width: 20, caption: { ru: 'Телефон', en: 'Phone' } },
  cardNumber: { kind: 'text', width: 14, caption: { ru: 'Номер карты', en: 'Card number' } },
  status: { kind: 'text', width: 16, caption: { ru: 'Статус', en: 'Status' } },
  comment: { kind: 'text', width: 40, caption: { ru: 'Комментарий', en: 'Comment' } },
  bookedBy: { kind: 'text', width: 28, caption: { ru: 'Кто записал', en: 'Booked by' } },
  bookedAt: { kind: 'moment', width: 18, caption: { ru: 'Когда записан', en: 'Booked at' } },
}

export type Status = 'expected' | 'attended' | 'noShow' | 'cancelled'

export const STATUS: Record<Status, { ru: string; en: string }> = {
  expected: { ru: 'Ожидается', en: 'Expected' },
  attended: { ru: 'Присутствовал', en: 'Attended' },
  noShow: { ru: 'Не пришел', en: 'No-show' },
  cancelled: { ru: 'Отменена', en: 'Cancelled' },
}
