import type { bookingStatus as english } from '../en/bookingStatus'
import type { Translated } from '../shape'

export const bookingStatus: Translated<typeof english> = {
  expected: 'Ожидается',
  attended: 'Присутствовал',
  noShow: 'Не пришел',
  cancelled: 'Отменена',
}
