import type { columns as english } from '../en/columns'
import type { Translated } from '../shape'

export const columns: Translated<typeof english> = {
  event: 'Событие',
  service: 'Услуга',
  date: 'Дата',
  time: 'Время',
  place: 'Место',
  fullName: 'ФИО',
  phone: 'Телефон',
  cardNumber: 'Номер карты',
  status: 'Статус',
  comment: 'Комментарий',
  bookedBy: 'Кто записал',
  bookedAt: 'Когда записан',
}
