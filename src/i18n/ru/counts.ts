import type { counts as english } from '../en/counts'
import type { Translated } from '../shape'

export const counts: Translated<typeof english> = {
  people: { one: '{count} человек', few: '{count} человека', many: '{count} человек', other: '{count} человека' },
  messages: {
    one: '{count} сообщение',
    few: '{count} сообщения',
    many: '{count} сообщений',
    other: '{count} сообщения',
  },
  occurrences: {
    one: '{count} мероприятие',
    few: '{count} мероприятия',
    many: '{count} мероприятий',
    other: '{count} мероприятия',
  },
  places: { one: '{count} место', few: '{count} места', many: '{count} мест', other: '{count} места' },
  bookings: { one: '{count} запись', few: '{count} записи', many: '{count} записей', other: '{count} записи' },
}
