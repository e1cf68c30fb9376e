import type { field as english } from '../en/field'
import type { Translated } from '../shape'

export const field: Translated<typeof english> = {
  capacity: 'Вместимость',
  endsNextDay: 'Заканчивается на следующий день',
  active: 'Действует',
  hints: {
    active: 'Недействующие не предлагаются при создании событий',
  },
}
