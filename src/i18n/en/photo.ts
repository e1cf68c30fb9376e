import type { Texts } from '../shape'

export const photo = {
  singular: 'Photo',
  plural: 'Photos',
} as const satisfies Texts
