import type { integrationKey as english } from '../en/integrationKey'
import type { Translated } from '../shape'

export const integrationKey: Translated<typeof english> = {
  issue: 'Выдать ключ',
  issueAgain: 'Выдать другой ключ (прежний перестанет работать)',
  shownOnce: 'Скопируйте ключ сейчас: он показывается один раз.',
  created: 'Ключ создан',
  copied: 'Скопировано.',
  done: 'Готово',
  copy: 'Скопировать',
  saveFirst: 'Ключ появится при сохранении. Он показывается один раз.',
  failed: 'Не получилось. Попробуйте ещё раз.',
}
