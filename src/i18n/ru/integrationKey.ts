import type { integrationKey as english } from '../en/integrationKey'
import type { Translated } from '../shape'

export const integrationKey: Translated<typeof english> = {
  issue: 'Выдать ключ',
  issueAgain: 'Выдать другой ключ (прежний перестанет работать)',
  shownOnce: 'Скопируйте ключ сейчас: он показывается один раз.',
  copy: 'Скопировать',
  saveFirst: 'Сначала сохраните, затем выдайте ключ.',
  failed: 'Не получилось. Попробуйте ещё раз.',
}
