import type { GroupOf, KeyOf, Plural, Texts, Translated, Values } from './shape'

export type Language = 'ru' | 'en'

type Given = Readonly<Record<string, unknown>>
type AnyPlural = Plural & { readonly few?: string; readonly many?: string }

const rules = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') }
const numbers = { ru: new Intl.NumberFormat('ru'), en: new Intl.NumberFormat('en') }

const ABBREVIATED = /[\p{L}\d]\.$/u

const isPlural = (found: AnyPlural | Texts): found is AnyPlural =>
  typeof found.one === 'string' && typeof found.other === 'string'

/** A key may have dots of its own (`event.created`), so the whole of it is tried first. */
const find = (texts: Texts, key: string): string | AnyPlural | undefined => {
  const found = Object.hasOwn(texts, key) ? texts[key] : undefined
  if (found !== undefined) return typeof found === 'string' || isPlural(found) ? found : undefined
  for (let dot = key.indexOf('.'); dot !== -1; dot = key.indexOf('.', dot + 1)) {
    const group = Object.hasOwn(texts, key.slice(0, dot)) ? texts[key.slice(0, dot)] : undefined
    if (typeof group === 'object' && !isPlural(group)) return find(group, key.slice(dot + 1))
  }
  return undefined
}

const groupOf = (texts: Texts, path: string): Texts =>
  path.split('.').reduce((group, name) => (group[name] ?? {}) as Texts, texts)

const sentenceOf = (language: Language, found: string | AnyPlural, count: unknown): string => {
  if (typeof found === 'string') return found
  const form = rules[language].select(Number(count))
  return (form === 'zero' || form === 'two' ? undefined : found[form]) ?? found.other
}

export type Speaker<Areas> = {
  /** The text in the reader's language with its values filled in; `count` chooses the plural. */
  <Key extends KeyOf<Areas>>(language: Language, key: Key, ...values: Values<Areas, Key>): string
  /** The same in pieces, where a value may be more than a string: markup, a link. */
  parts<Key extends KeyOf<Areas>, Value>(
    language: Language,
    key: Key,
    ...values: Values<Areas, Key, Value>
  ): (string | Value)[]
  /** The word of a group for what stands in the database; what has no word is shown as it is. */
  word(language: Language, group: GroupOf<Areas>, name: string): string
  /** What there are words for, in the order the English texts stand in. */
  names(group: GroupOf<Areas>): string[]
}

/**
 * What speaks the texts of one surface. Each surface has its own, so that the panel's bundle doesn't carry what only
 * the bot says. Numbers are grouped in thousands as the language does it, unless they stand `ungrouped`.
 */
export const speaker = <const Areas extends Texts>(
  en: Areas,
  ru: Translated<Areas>,
  { ungrouped = false }: { ungrouped?: boolean } = {},
): Speaker<Areas> => {
  const areas: Record<Language, Texts> = { ru: ru as Texts, en }
  const shown = (language: Language, value: unknown): unknown =>
    typeof value !== 'number' ? value : ungrouped ? String(value) : numbers[language].format(value)
  const parts = (language: Language, key: string, values: Given = {}): unknown[] => {
    const found = find(areas[language], key)
    if (found === undefined) return [key]
    return sentenceOf(language, found, values.count)
      .split(/(\{\w+\})/)
      .map((piece, index) => {
        const value = index % 2 === 1 ? values[piece.slice(1, -1)] : undefined
        return value === undefined ? piece : shown(language, value)
      })
      .filter((piece) => piece !== '')
  }
  /** A value may end with a dot of its own ("8 дек."), and then the sentence needs no second one. */
  const text = (language: Language, key: string, values?: Given): string =>
    parts(language, key, values).reduce<string>((said, piece) => {
      const next = String(piece)
      return said + (ABBREVIATED.test(said) && /^\.(?!\.)/.test(next) ? next.slice(1) : next)
    }, '')
  const word = (language: Language, group: string, name: string): string => {
    const found = find(areas[language], `${group}.${name}`)
    return typeof found === 'string' ? found : name
  }
  const names = (group: string): string[] => Object.keys(groupOf(en, group))
  return Object.assign(text, { parts, word, names }) as Speaker<Areas>
}
