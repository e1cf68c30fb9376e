import type { Texts } from '../shape'

export const bookingWindow = {
  title: 'Booking window',
  hint: 'How many days, or how many of the nearest occurrences, ahead people can be booked',
  inLine: 'Bookable ahead',
  fields: {
    value: 'How many',
    unit: 'Days or occurrences',
  },
  choices: {
    unit: {
      days: 'days ahead',
      occurrences: 'nearest occurrences',
    },
  },
} as const satisfies Texts
