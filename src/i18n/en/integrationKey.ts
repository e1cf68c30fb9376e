import type { Texts } from '../shape'

export const integrationKey = {
  issue: 'Issue a new key',
  issueAgain: 'Issue another key (the old one stops working)',
  shownOnce: 'Copy the key now: it is shown only once.',
  copy: 'Copy',
  saveFirst: 'Save first, then issue a key.',
  failed: 'It did not work. Try again.',
} as const satisfies Texts
