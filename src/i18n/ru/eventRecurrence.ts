import type { eventRecurrence as english } from '../en/eventRecurrence'
import type { Translated } from '../shape'

export const eventRecurrence: Translated<typeof english> = {
  title: 'Повторение',
  fields: {
    frequency: 'Частота',
    interval: 'Каждые',
    weekdays: 'Дни недели',
    monthlyOn: 'В месяце',
    monthlyWeek: 'Который по счёту (−1 — последний)',
    end: 'Окончание',
    count: 'Сколько раз',
    until: 'По какую дату',
  },
  choices: {
    frequency: {
      daily: 'Ежедневно',
      weekly: 'Еженедельно',
      monthly: 'Ежемесячно',
    },
    monthlyOn: {
      dayOfMonth: 'По числу месяца',
      weekday: 'По дню недели',
      lastDay: 'В последний день',
    },
    end: {
      never: 'Бессрочно',
      count: 'После числа повторений',
      until: 'В дату',
    },
    weekdays: {
      mo: 'пн',
      tu: 'вт',
      we: 'ср',
      th: 'чт',
      fr: 'пт',
      sa: 'сб',
      su: 'вс',
    },
  },
}
