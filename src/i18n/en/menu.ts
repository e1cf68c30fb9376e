import type { Texts } from '../shape'

export const menu = {
  planning: 'Planning',
  catalogue: 'Catalogue',
  access: 'Access',
} as const satisfies Texts
