import type { message as english } from '../en/message'
import type { Translated } from '../shape'

export const message: Translated<typeof english> = {
  singular: 'Сообщение',
  plural: 'Сообщения',
  fields: {
    kind: 'Вид',
    recipientKind: 'Кому',
    recipientName: 'Получатель',
    recipientId: 'Код получателя',
    payload: 'О чём',
    status: 'Состояние',
    attempts: 'Попыток',
    notBefore: 'Не раньше',
    sentAt: 'Отправлено',
    requestId: 'Запрос',
    lastError: 'Почему',
  },
  choices: {
    status: {
      pending: 'Ждёт',
      sent: 'Отправлено',
      failed: 'Не отправлено',
      parked: 'Отложено',
      skipped: 'Не понадобилось',
    },
  },
}
