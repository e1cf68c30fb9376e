import type { Texts } from '../shape'

export const printed = {
  title: 'Participants',
  print: 'Print',
  total: 'Total: {total}',
} as const satisfies Texts
