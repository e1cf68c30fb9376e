import type { Texts } from '../shape'

export const elsewhere = {
  title: 'There is no such page',
  text: 'The address may have been typed with a mistake, or the page has moved.',
  panel: 'Go to the panel',
} as const satisfies Texts
