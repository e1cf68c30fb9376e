import type { occurrence as english } from '../en/occurrence'
import type { Translated } from '../shape'

export const occurrence: Translated<typeof english> = {
  singular: 'Мероприятие',
  plural: 'Мероприятия',
  description: 'Одна услуга в один день события: на неё записывают посетителей',
  fields: {
    event: 'Событие',
    eventDay: 'День события',
    service: 'Услуга',
    place: 'Место',
    date: 'Дата',
    startsAt: 'Начало',
    endsAt: 'Конец',
    participants: 'Записано',
    status: 'Состояние',
    cancelReason: 'Причина отмены',
    edited: 'Изменено вручную',
    timezone: 'Часовой пояс',
    bookableFrom: 'Запись открывается',
  },
}
