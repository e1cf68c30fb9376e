import { en } from './en'
import { ru } from './ru'
import type { Plural } from './shape'

type Panel = typeof en
/** `schedule.title`: an area and a key of it. */
export type PanelKey = { [Area in keyof Panel]: `${Area}.${keyof Panel[Area] & string}` }[keyof Panel]
export type PanelLanguage = 'ru' | 'en'
export type Values = Record<string, string | number>

const languages: Record<PanelLanguage, Record<string, Record<string, string | Plural>>> = { ru, en }
const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }
const numbers = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en') }

const formOf = (language: PanelLanguage, text: Plural, count: number): string => {
  const rule = plurals[language].select(count)
  return (rule === 'zero' || rule === 'two' ? undefined : text[rule]) ?? text.other
}

/** A text of the panel with its values filled in; `count` chooses the plural. */
export const panelText = (language: PanelLanguage, key: PanelKey, values: Values = {}): string => {
  const dot = key.indexOf('.')
  const text = languages[language][key.slice(0, dot)]?.[key.slice(dot + 1)]
  if (text === undefined) return key
  const sentence = typeof text === 'string' ? text : formOf(language, text, Number(values.count ?? 0))
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? numbers[language].format(value) : value
  })
}
