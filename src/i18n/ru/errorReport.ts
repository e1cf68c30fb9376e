import type { errorReport as english } from '../en/errorReport'
import type { Translated } from '../shape'

export const errorReport: Translated<typeof english> = {
  singular: 'Ошибка программы',
  plural: 'Ошибки программы',
  description:
    'Сбои самой программы, собранные по месту. Имён, телефонов и текстов здесь нет. Решённая ошибка откроется снова, если повторится.',
  fields: {
    lastSeenAt: 'Последний раз',
    firstSeenAt: 'Первый раз',
    count: 'Сколько раз',
    state: 'Состояние',
    kind: 'Чья',
    place: 'Где',
    type: 'Ошибка',
    message: 'Слова программы',
    stack: 'Путь в программе',
    release: 'Версия',
    requestId: 'Последний запрос',
    solvedAt: 'Решена',
    fingerprint: 'Отпечаток',
  },
  choices: {
    state: {
      open: 'Открыта',
      solved: 'Решена',
    },
    kind: {
      request: 'Запрос',
      job: 'Задание',
      bot: 'Бот',
      message: 'Отправка сообщений',
      browser: 'Экран панели',
    },
  },
}
