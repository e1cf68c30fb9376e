import type { Texts } from '../shape'

export const dateStatus = {
  scheduled: 'Scheduled',
  cancelled: 'Cancelled',
} as const satisfies Texts
