import type { Texts } from '../shape'

export const printed = {
  file: 'participants',
  title: 'Participants',
  print: 'Print',
  total: 'Total: {total}',
} as const satisfies Texts
