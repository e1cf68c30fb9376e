import type { Texts } from '../shape'

export const schedule = {
  title: 'Schedule',
  create: 'Create an event',
} satisfies Texts
