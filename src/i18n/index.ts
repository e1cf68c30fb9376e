import type { Language } from './speaker'

export { fieldSentence, sentence, type FieldErrorKey } from './errors'
export type { Language }

export const languageOf = (req: { i18n?: { language?: string } } | undefined): Language =>
  req?.i18n?.language === 'en' ? 'en' : 'ru'
