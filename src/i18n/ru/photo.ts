import type { photo as english } from '../en/photo'
import type { Translated } from '../shape'

export const photo: Translated<typeof english> = {
  singular: 'Фото',
  plural: 'Фото',
}
