import type { volunteer as english } from '../en/volunteer'
import type { Translated } from '../shape'

export const volunteer: Translated<typeof english> = {
  singular: 'Волонтёр',
  plural: 'Волонтёры',
  description: 'Участники чата волонтёров, которые пользуются ботом',
  fields: {
    name: 'Имя',
    telegramId: 'Номер в Telegram',
    blocked: 'Заблокирован',
  },
}
