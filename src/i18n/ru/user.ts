import type { user as english } from '../en/user'
import type { Translated } from '../shape'

export const user: Translated<typeof english> = {
  singular: 'Пользователь',
  plural: 'Пользователи',
  fields: {
    name: 'Имя',
    role: 'Роль',
    blocked: 'Вход закрыт',
  },
  choices: {
    role: {
      administrator: 'Администратор',
      coordinator: 'Координатор',
      viewer: 'Наблюдатель',
    },
  },
  hints: {
    blocked: 'Не войдёт ни с паролем, ни через единый вход; открытые сеансы заканчиваются',
  },
}
