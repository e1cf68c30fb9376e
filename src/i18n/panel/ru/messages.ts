import type { Translated } from '../shape'
import type { messages as english } from '../en/messages'

export const messages: Translated<typeof english> = {
  failed: { one: '{count} сообщение не отправлено', few: '{count} сообщения не отправлены', many: '{count} сообщений не отправлено', other: '{count} сообщения не отправлено' },
  onlyFailed: 'Показать их',
  everything: 'Показать все',
  again: 'Отправить ещё раз',
  allAgain: 'Отправить все ещё раз',
  sureOne: 'Отправить это сообщение ещё раз?',
  sureAll: 'Отправить ещё раз всё, что не отправлено?',
  madeAnew: 'Текст составится заново: может оказаться, что сообщать больше не о чем.',
  done: 'Сообщение снова ждёт отправки.',
  allDone: { one: '{count} сообщение снова ждёт отправки.', few: '{count} сообщения снова ждут отправки.', many: '{count} сообщений снова ждут отправки.', other: '{count} сообщения снова ждут отправки.' },
}
