import type { Texts } from '../shape'

export const doorList = {
  nextDay: '{hours} of the next day',
  title: 'Door list',
  booked: 'Booked: {taken} of {max}',
  columns: {
    number: 'No.',
    name: 'Full name',
    card: 'Card number',
    state: 'State',
    came: 'Came',
  },
  nobody: 'Nobody is booked.',
  nothing: 'Nothing is on here on this day.',
  cancelled: 'Cancelled',
  newcomer: 'new',
} as const satisfies Texts
