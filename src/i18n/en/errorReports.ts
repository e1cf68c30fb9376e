import type { Texts } from '../shape'

export const errorReports = {
  open: { one: '{count} open error', other: '{count} open errors' },
  onlyOpen: 'Show them',
  everything: 'Show all',
  solve: 'Mark as solved',
  solved: 'Marked as solved. It opens again when it is seen again.',
} as const satisfies Texts
