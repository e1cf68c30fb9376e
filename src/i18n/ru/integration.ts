import type { integration as english } from '../en/integration'
import type { Translated } from '../shape'

export const integration: Translated<typeof english> = {
  singular: 'Ключ API',
  plural: 'Ключи API',
  fields: {
    name: 'Название',
    scope: 'Что можно',
    prefix: 'Начало ключа',
    lastUsedAt: 'Использован',
    revokedAt: 'Отозван',
  },
  choices: {
    scope: {
      read: 'Читать расписание и свободные места',
      booking: 'Ещё искать посетителей и записывать',
    },
  },
  hints: {
    revokedAt: 'Дата отзыва; ключ перестаёт работать сразу',
  },
}
