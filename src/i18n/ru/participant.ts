import type { participant as english } from '../en/participant'
import type { Translated } from '../shape'

export const participant: Translated<typeof english> = {
  singular: 'Участник',
  plural: 'Участники',
  description: 'Запись одного посетителя на одно мероприятие',
  fields: {
    visitor: 'Посетитель',
    occurrence: 'Мероприятие',
    status: 'Статус',
    comment: 'Комментарий',
    source: 'Откуда',
    bookedByName: 'Кто записал',
    bookedAt: 'Когда записан',
    cancelledAt: 'Когда отменена',
    cancelReason: 'Причина отмены',
  },
  choices: {
    source: {
      bot: 'Бот',
      panel: 'Панель',
      api: 'API',
    },
  },
}
