import type { doorList as english } from '../en/doorList'
import type { Translated } from '../shape'

export const doorList: Translated<typeof english> = {
  nextDay: '{hours} следующего дня',
  title: 'Список для входа',
  booked: 'Записано: {taken} из {max}',
  columns: {
    number: '№',
    name: 'ФИО',
    card: 'Номер карты',
    state: 'Состояние',
    came: 'Пришел',
  },
  nobody: 'Никто не записан.',
  nothing: 'В этот день здесь ничего нет.',
  cancelled: 'Отменено',
  newcomer: 'новый',
}
