import type { Texts } from '../shape'

export const eventRecurrence = {
  title: 'Recurrence',
  fields: {
    frequency: 'Frequency',
    interval: 'Every',
    weekdays: 'Weekdays',
    monthlyOn: 'In the month',
    monthlyWeek: 'Which one (−1 is the last)',
    end: 'Ends',
    count: 'How many times',
    until: 'Until',
  },
  choices: {
    frequency: {
      daily: 'Daily',
      weekly: 'Weekly',
      monthly: 'Monthly',
    },
    monthlyOn: {
      dayOfMonth: 'On the day of the month',
      weekday: 'On the weekday',
      lastDay: 'On the last day',
    },
    end: {
      never: 'Never',
      count: 'After a number of times',
      until: 'On a date',
    },
    weekdays: {
      mo: 'Mon',
      tu: 'Tue',
      we: 'Wed',
      th: 'Thu',
      fr: 'Fri',
      sa: 'Sat',
      su: 'Sun',
    },
  },
} as const satisfies Texts
