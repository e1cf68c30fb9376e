import type { Texts } from '../shape'

export const field = {
  capacity: 'Capacity',
  active: 'Active',
  hints: {
    active: 'Inactive ones are not offered when an event is created',
  },
} as const satisfies Texts
