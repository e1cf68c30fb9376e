import { folds } from '@/domain/search/fold'
import { hasCyrillic, hasLatin, typedOnEnglish, typedOnRussian } from '@/domain/search/layout'
import { withoutOne } from '@/domain/search/neighbours'
import { takeNumbers, uuidIn } from './numbers'
import { INITIALS } from '@/domain/search/romanisation'
import { chunks, wordsOf } from '@/domain/search/text'

/**
 * One reading of a word of the query. `switched`: typed with the other keyboard layout. `broken`: the word with each
 * letter left out, because a typo inside "shch" may change how the rest is read.
 */
export type Word = {
  raw: string
  folds: string[]
  broken: string[]
  letters: number
  latin: boolean
  switched: boolean
  initials: string | null
}

/** One position in the query: a name with its readings, or a number as typed. "A-017" may be both. */
export type Slot = { words: Word[]; number: string | null }

export type Query = {
  id: string | null
  /** The first reading is the usual one; the others split the text into words differently. Slots are never empty. */
  readings: Slot[][]
}

const MOST_WORDS = 6
/** Latin names typed on the Russian layout are rare, so the likeliest readings are enough. */
const MOST_SWITCHED = 4
const LONGEST_BROKEN = 16
const NO_QUERY: Query = { id: null, readings: [] }

function word(raw: string, switched: boolean): Word | null {
  const readings = switched ? folds(raw).slice(0, MOST_SWITCHED) : folds(raw)
  const [first] = readings
  if (first === undefined) return null
  const letters = Array.from(raw).length
  const initials = letters === 1 ? (INITIALS[raw] ?? first) : first.length === 1 ? first : null
  const latin = /[a-z]/.test(raw)
  const broken =
    latin && !switched && letters > 3 && letters <= LONGEST_BROKEN
      ? withoutOne(raw).flatMap((shorter) => folds(shorter).slice(0, 2))
      : []
  return { raw, folds: readings, broken: [...new Set(broken)], letters, latin, switched, initials }
}

const slot = (raw: string, switched: boolean): Slot[] => {
  const one = word(raw, switched)
  return one === null ? [] : [{ words: [one], number: null }]
}

/** Letters and digits together are a mistyped word ("Иван0в") or a card ("A-017"), so they are not split. */
function slotsOf(chunk: string, switched = false): Slot[] {
  const words = wordsOf(chunk)
  if (!/\p{N}/u.test(chunk) || words.length === 0) return words.flatMap((raw) => slot(raw, switched))
  return slot(words.join(''), switched).map((one) => ({ ...one, number: chunk }))
}

const inRussian = (chunk: string): Slot[] =>
  hasLatin(chunk) && !hasCyrillic(chunk) ? slotsOf(typedOnRussian(chunk), true) : slotsOf(chunk)
const inEnglish = (chunk: string): Slot[] =>
  hasCyrillic(chunk) && !hasLatin(chunk) ? slotsOf(typedOnEnglish(chunk), true) : slotsOf(chunk)
/** A comma after a word may also be the letter б on the other layout. */
const bare = (chunk: string): string => chunk.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

/** "Ива,нов": punctuation inside a word is a typo, except in initials ("И.П."). */
const unpunctuated = (chunk: string): Slot[] => {
  const words = wordsOf(chunk)
  return words.length > 1 && words.every((raw) => raw.length > 1) ? slot(words.join(''), false) : slotsOf(chunk)
}

/** "ИП Иванов", "Иванов ИП". */
const splitCapitals = (chunk: string): Slot[] =>
  /^\p{Lu}{2}$/u.test(chunk) ? Array.from(chunk).flatMap((letter) => slotsOf(letter)) : slotsOf(chunk)

/** "Ива нов": an extra space. Joins only whole words, never an initial and a surname. */
function glued(reading: readonly Slot[]): Slot[][] {
  return reading.slice(1).flatMap((right, i) => {
    const [a, b] = [reading[i]?.words[0]?.raw ?? '', right.words[0]?.raw ?? '']
    if (a.length < 2 || b.length < 2) return []
    return [[...reading.slice(0, i), ...slot(a + b, false), ...reading.slice(i + 2)]]
  })
}

const text = (reading: readonly Slot[]): string => reading.map((one) => one.words.map((w) => w.raw).join('/')).join(' ')

/** Four consonants in a row: "gjgjd" is Попов on the wrong layout. "Мкртчян" is odd on either layout. */
const odd = (word: Word): boolean => /[^aeiou\d]{4}/.test(word.folds[0] ?? '')

/** Merges readings that split the text in the same way, word by word. The usual one comes first. */
function merge(usual: Slot[], others: readonly Slot[][]): Slot[][] {
  const seen = new Set([text(usual)])
  const merged = usual.map((one) => ({ ...one, words: [...one.words] }))
  const apart: Slot[][] = []
  for (const other of others) {
    if (other.length === 0 || seen.has(text(other))) continue
    seen.add(text(other))
    if (other.length !== merged.length) apart.push(other)
    else other.forEach((one, i) => addReadings(merged[i], one.words))
  }
  return [merged, ...apart].filter((reading) => reading.length > 0)
}

function addReadings(slot: Slot | undefined, words: readonly Word[]): void {
  for (const word of words) {
    const known = slot?.words.some((other) => other.raw === word.raw || (word.switched && odd(word) && !odd(other)))
    if (!known) slot?.words.push(word)
  }
}

export function parseQuery(q: string): Query {
  const clean = chunks(q).join(' ')
  const id = uuidIn(clean)
  if (id !== null) return { id, readings: [] }
  const { numbers, rest } = takeNumbers(clean)
  const parts = chunks(rest).slice(0, MOST_WORDS * 2)
  const read = (how: (chunk: string) => Slot[]): Slot[] => parts.flatMap(how).slice(0, MOST_WORDS)
  const usual = read((chunk) => slotsOf(chunk))
  const names = merge(usual, [
    read(inRussian),
    read((chunk) => inRussian(bare(chunk))),
    read(inEnglish),
    read(unpunctuated),
    ...(parts.length > 1 ? [read(splitCapitals)] : []),
    ...(usual.length <= 4 ? glued(usual) : []),
  ])
  const digits: Slot[] = numbers.map((number) => ({ words: [], number }))
  if (names.length === 0) return digits.length === 0 ? NO_QUERY : { id: null, readings: [digits] }
  return { id: null, readings: names.map((reading) => [...reading, ...digits]) }
}
