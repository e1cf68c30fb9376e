import type { visitor as english } from '../en/visitor'
import type { Translated } from '../shape'

export const visitor: Translated<typeof english> = {
  singular: 'Посетитель',
  plural: 'Посетители',
  fields: {
    lastName: 'Фамилия',
    firstName: 'Имя',
    middleName: 'Отчество',
    fullName: 'ФИО',
    cardNumber: 'Номер карты',
    phone: 'Телефон',
    birthYear: 'Год рождения',
    comment: 'Комментарий',
    photo: 'Фото',
    status: 'Статус',
    erasedAt: 'Стёрт',
    consentRecorder: 'Кем записано согласие',
    mergedInto: 'Объединено с',
    mksId: 'Код в МКС',
  },
  hints: {
    cardNumber: 'Пусто — следующий свободный',
  },
  choices: {
    status: {
      new: 'Регистрации ещё нет',
      registered: 'Регистрация есть',
    },
  },
}
