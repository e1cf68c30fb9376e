import type { eventDay as english } from '../en/eventDay'
import type { Translated } from '../shape'

export const eventDay: Translated<typeof english> = {
  singular: 'День события',
  plural: 'Дни событий',
  description: 'Одна дата события: её вместимость считается по людям',
  fields: {
    event: 'Событие',
    place: 'Место',
    date: 'Дата',
    startTime: 'Начало',
    endTime: 'Конец',
    startsAt: 'Начало',
    endsAt: 'Конец',
    participants: 'Людей',
    status: 'Состояние',
    cancelReason: 'Причина отмены',
  },
}
