import type { dateStatus as english } from '../en/dateStatus'
import type { Translated } from '../shape'

export const dateStatus: Translated<typeof english> = {
  scheduled: 'По плану',
  cancelled: 'Отменено',
}
