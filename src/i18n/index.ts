import type { ErrorCode, RefusalData } from '@/domain/errors'
import { en, type Dictionary } from './en'
import { ru } from './ru'

export type Language = 'ru' | 'en'
const dictionaries: Record<Language, Dictionary> = { ru, en }

export const languageOf = (req: { i18n?: { language?: string } } | undefined): Language => (req?.i18n?.language === 'en' ? 'en' : 'ru')

/** The sentence of a refusal, in the reader's language. */
export const sentence = (language: Language, code: ErrorCode, data: RefusalData = {}): string => {
  const text = dictionaries[language].errors[code]
  return typeof text === 'function' ? text(data) : text
}

/** The text of a field error: a key of ours (`fieldDate`), or a sentence that is finished already. */
export const fieldSentence = (language: Language, message: string): string => {
  const texts: Record<string, string> = dictionaries[language].pristan
  return texts[message.replace(/^pristan:/, '')] ?? message
}

/**
 * What the panel's own `t` gets: ours (`t('pristan:fieldDate')`), and better Russian where Payload puts a
 * title into a sentence without declining it ("Создание нового Событие").
 */
export const translations = {
  ru: {
    pristan: ru.pristan,
    general: {
      creatingNewLabel: 'Создание: {{label}}',
      searchBy: 'Поиск: {{label}}',
      noLabel: '—',
      successfullyCreated: 'Создано: {{label}}.',
      updatedSuccessfully: 'Сохранено.',
      updatedLabelSuccessfully: 'Сохранено: {{label}}.',
      updatedCountSuccessfully: 'Сохранено: {{count}}.',
      deletedSuccessfully: 'Удалено.',
      deletedCountSuccessfully: 'Удалено: {{count}}.',
    },
    fields: { addLabel: 'Добавить: {{label}}', addNewLabel: 'Создать: {{label}}' },
  },
  en: { pristan: en.pristan, general: { noLabel: '—' } },
}
