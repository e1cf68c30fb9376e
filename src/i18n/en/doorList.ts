import type { Texts } from '../shape'

export const doorList = {
  nextDay: '{hours} of the next day',
  title: 'Door list',
  booked: 'Booked: {taken} of {max}',
  columns: {
    number: 'No.',
    name: 'Full name',
    card: 'Card number',
    came: 'Came',
  },
  nobody: 'Nobody is booked.',
} as const satisfies Texts
