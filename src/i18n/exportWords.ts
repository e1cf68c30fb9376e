import type { ColumnId } from '@/domain/exports/columns'

/** The words of an export, the same in the file, on paper and on the screen. */
export const CAPTIONS: Record<ColumnId, { ru: string; en: string }> = {
  event: { ru: 'Событие', en: 'Event' },
  service: { ru: 'Услуга', en: 'Service' },
  date: { ru: 'Дата', en: 'Date' },
  time: { ru: 'Время', en: 'Time' },
  place: { ru: 'Место', en: 'Place' },
  fullName: { ru: 'ФИО', en: 'Full name' },
  phone: { ru: 'Телефон', en: 'Phone' },
  cardNumber: { ru: 'Номер карты', en: 'Card number' },
  status: { ru: 'Статус', en: 'Status' },
  comment: { ru: 'Комментарий', en: 'Comment' },
  bookedBy: { ru: 'Кто записал', en: 'Booked by' },
  bookedAt: { ru: 'Когда записан', en: 'Booked at' },
}

export type Status = 'expected' | 'attended' | 'noShow' | 'cancelled'

export const STATUS: Record<Status, { ru: string; en: string }> = {
  expected: { ru: 'Ожидается', en: 'Expected' },
  attended: { ru: 'Присутствовал', en: 'Attended' },
  noShow: { ru: 'Не пришел', en: 'No-show' },
  cancelled: { ru: 'Отменена', en: 'Cancelled' },
}
