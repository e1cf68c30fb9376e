import type { Texts } from '../shape'

export const field = {
  capacity: 'Capacity',
  endsNextDay: 'Ends on the next day',
  active: 'Active',
  hints: {
    active: 'Inactive ones are not offered when an event is created',
  },
} as const satisfies Texts
