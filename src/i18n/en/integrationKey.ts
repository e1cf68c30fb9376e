import type { Texts } from '../shape'

export const integrationKey = {
  issue: 'Issue a new key',
  issueAgain: 'Issue another key (the old one stops working)',
  shownOnce: 'Copy the key now: it is shown only once.',
  created: 'The key is created',
  copied: 'Copied.',
  done: 'Done',
  copy: 'Copy',
  saveFirst: 'The key appears when this is saved. It is shown once.',
  failed: 'It did not work. Try again.',
} as const satisfies Texts
