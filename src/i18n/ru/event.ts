import type { event as english } from '../en/event'
import type { Translated } from '../shape'

export const event: Translated<typeof english> = {
  singular: 'Событие',
  plural: 'Расписание',
  description: 'Что планирует администратор: место, время и услуги внутри',
  fields: {
    title: 'Название',
    place: 'Место',
    type: 'Тип',
    date: 'Дата (первая)',
    startTime: 'Начало',
    endTime: 'Конец',
    rrule: 'Правило (RFC 5545)',
    skipDates: 'Пропустить даты',
    announce: 'Сообщить в чат волонтёров',
    presets: 'Обычные даты',
    summary: 'Коротко',
    dates: 'Даты',
    whole: 'Событие целиком',
    archivedAt: 'В архиве с',
    state: 'Состояние',
    nextDate: 'Ближайшая дата',
    lastDate: 'Последняя дата',
  },
  hints: {
    capacity: 'Сколько разных людей в один день',
  },
  choices: {
    type: {
      oneOff: 'Разовое',
      recurring: 'Повторяющееся',
    },
    state: {
      active: 'Активно',
      archived: 'В архиве',
    },
  },
  skipDates: {
    singular: 'Дата',
    plural: 'Даты',
    date: 'Дата',
    reason: 'Причина',
  },
}
