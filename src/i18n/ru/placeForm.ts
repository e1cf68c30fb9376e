import type { placeForm as english } from '../en/placeForm'
import type { Translated } from '../shape'

export const placeForm: Translated<typeof english> = {
  chooseZone: 'Выберите часовой пояс',
  title: 'Другой часовой пояс',
  keeps: 'Время остаётся таким, как написано, но по часам нового пояса. Что уже началось, не изменится.',
  dates: {
    one: 'Сдвинется {count} будущая дата',
    few: 'Сдвинутся {count} будущие даты',
    many: 'Сдвинется {count} будущих дат',
    other: 'Сдвинется {count} будущей даты',
  },
  example: '{date}, {time}: теперь по часам {zone}.',
  people: {
    one: 'Сдвинется {count} запись. Волонтёр, который её сделал, получит сообщение.',
    few: 'Сдвинутся {count} записи. Волонтёры, которые их сделали, получат сообщение.',
    many: 'Сдвинется {count} записей. Волонтёры, которые их сделали, получат сообщение.',
    other: 'Сдвинется {count} записи. Волонтёры, которые их сделали, получат сообщение.',
  },
  confirm: 'Сменить пояс',
  confirmPeople: 'Сменить пояс и сообщить',
}
