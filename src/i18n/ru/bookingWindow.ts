import type { bookingWindow as english } from '../en/bookingWindow'
import type { Translated } from '../shape'

export const bookingWindow: Translated<typeof english> = {
  title: 'Окно бронирования',
  hint: 'На сколько дней вперёд или на сколько ближайших мероприятий можно записаться',
  inLine: 'Запись открыта на',
  fields: {
    value: 'Сколько',
    unit: 'Дней или мероприятий',
  },
  choices: {
    unit: {
      days: 'дней вперёд',
      occurrences: 'ближайших мероприятий',
    },
  },
}
