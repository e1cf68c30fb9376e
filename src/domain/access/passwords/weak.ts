import { Refusal } from '../../errors'
import { COMMON_WORDS } from './words'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128
const FEWEST_CHARACTERS = 5
/** Letters and digits that are no part of a common word. */
const FEWEST_OF_ITS_OWN = 5

const RUNS = ['01234567890', 'abcdefghijklmnopqrstuvwxyz', 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя']
const KEYBOARDS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', '1qaz2wsx3edc']

const reversed = (text: string): string => Array.from(text).reverse().join('')
const ROWS = [...RUNS, ...KEYBOARDS].flatMap((row) => [row, reversed(row)])

/** What stands for a letter in passwords that are meant to look clever. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '@': 'a',
  $: 's',
}
const unmasked = (text: string): string => text.replace(/[01345@$]/g, (sign) => LOOKALIKES[sign] ?? sign)

/** Takes away neighbours on a keyboard or in the alphabet, from four on. */
const withoutRows = (text: string): string => {
  let left = text
  for (const row of ROWS)
    for (let length = row.length; length >= 4; length -= 1)
      for (let start = 0; start + length <= row.length; start += 1)
        left = left.replaceAll(row.slice(start, start + length), '')
  return left
}

const withoutWords = (text: string, words: readonly string[]): string =>
  words.reduce((left, word) => left.replaceAll(word, ''), text)

const SHORTEST_WORD = 3

/** What anybody knows about an account: the parts of its name and its address. */
const wordsOf = (known: readonly string[]): string[] =>
  known
    .flatMap((text) =>
      text
        .normalize('NFC')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u),
    )
    .filter((word) => Array.from(word).length >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length)

/** The smallest part that the text repeats, or all of it. */
const unrepeated = (text: string): string => {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length)
  return text
}

/**
 * A password that is among the first to be tried: short, of a few characters, a row of keys, or made of the words
 * that everybody takes or that stand in the account's own name and address (`known`). A sentence of several words is
 * fine.
 */
export const isWeakPassword = (password: string, known: readonly string[] = []): boolean => {
  const trimmed = password.normalize('NFC').trim()
  if (Array.from(trimmed).length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) return true
  const plain = trimmed.toLowerCase()
  if (new Set(plain).size < FEWEST_CHARACTERS) return true
  const readings = [plain, unmasked(plain), unmasked(plain.replace(/\d+$/, ''))].map((reading) =>
    reading.replace(/[^\p{L}\p{N}]/gu, ''),
  )
  const words = [...wordsOf(known), ...COMMON_WORDS]
  return readings.some((reading) => {
    const own = unrepeated(withoutRows(withoutWords(reading, words))).replace(/(?:19|20)\d{2}/g, '')
    return Array.from(own).length < FEWEST_OF_ITS_OWN
  })
}

export const refuseWeakPassword = (password: string, known: readonly string[] = []): void => {
  if (isWeakPassword(password, known)) throw new Refusal('PASSWORD_TOO_WEAK')
}
