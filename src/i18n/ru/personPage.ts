import type { personPage as english } from '../en/personPage'
import type { Translated } from '../shape'

export const personPage: Translated<typeof english> = {
  title: 'Какие данные о человеке хранит Пристань',
  made: 'Составлено: {at} UTC',
  photo: 'Фото',
  bookings: 'Записи',
  log: 'Кто и когда менял и смотрел эти данные',
  nothing: 'Ничего.',
  fields: {
    lastName: 'Фамилия',
    firstName: 'Имя',
    middleName: 'Отчество',
    phone: 'Телефон',
    birthYear: 'Год рождения',
    cardNumber: 'Номер карты',
    comment: 'Комментарий',
    status: 'Статус',
    consent: 'Согласие',
    mksId: 'Код в МКС',
    createdAt: 'Записан в базу',
  },
  columns: {
    date: 'Дата',
    service: 'Услуга',
    place: 'Место',
    status: 'Статус',
    comment: 'Комментарий',
    reason: 'Причина отмены',
  },
  logColumns: {
    at: 'Когда',
    action: 'Что',
    actor: 'Кто',
  },
  actors: { users: 'сотрудник', volunteers: 'волонтёр', integrations: 'программа', none: 'сама Пристань' },
  statuses: { new: 'регистрации ещё нет', registered: 'есть регистрация' },
  given: 'дано {date}',
  withdrawn: 'отозвано {date}',
  noConsent: 'не записано',
}
