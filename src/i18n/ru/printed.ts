import type { printed as english } from '../en/printed'
import type { Translated } from '../shape'

export const printed: Translated<typeof english> = {
  file: 'участники',
  title: 'Участники',
  print: 'Печать',
  total: 'Всего: {total}',
}
