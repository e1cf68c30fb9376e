/** The same keys on the two layouts of a Russian keyboard, without and with Shift. */
const ENGLISH = "`qwertyuiop[]asdfghjkl;'zxcvbnm,." + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
const RUSSIAN = 'ёйцукенгшщзхъфывапролджэячсмитьбю' + 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ'

const russianFor = new Map(Array.from(ENGLISH, (key, i) => [key, RUSSIAN.charAt(i)]))
const englishFor = new Map(Array.from(RUSSIAN, (key, i) => [key, ENGLISH.charAt(i)]))

const swap = (text: string, keys: ReadonlyMap<string, string>): string =>
  Array.from(text, (key) => keys.get(key) ?? key).join('')

/**
 * `bdfyjd` → `иванов`, `[jvbx` → `хомич`. Some letters are on punctuation keys, so call it before removing
 * punctuation.
 */
export const typedOnRussian = (text: string): string => swap(text, russianFor)

/** `Шмфтщм` → `Ivanov`. */
export const typedOnEnglish = (text: string): string => swap(text, englishFor)

export const hasLatin = (text: string): boolean => /[A-Za-z]/.test(text)
export const hasCyrillic = (text: string): boolean => /[А-Яа-яЁё]/.test(text)
