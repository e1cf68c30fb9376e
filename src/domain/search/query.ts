import { folds } from './fold'
import { hasCyrillic, hasLatin, typedOnEnglish, typedOnRussian } from './layout'
import { kinOf, type Kin } from './kin'
import { withoutOne } from './neighbours'
import { lettered, takeNumbers, uuidIn } from './numbers'
import { isSonOf } from './patronymics'
import type { PhonesAsked } from './phones'
import { INITIALS } from './romanisation'
import { isSpare } from './spare'
import { chunks, wordsOf } from './text'

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
  /** What else the same person may be recorded under: by fold, likeliest first. */
  kin: ReadonlyMap<string, Kin>
}

/** One position in the query: a name with its readings, or a number as typed. "A-017" may be both. */
export type Slot = { words: Word[]; number: string | null }

export type Query = {
  id: string | null
  phones: PhonesAsked
  /** The first reading is the usual one; the others split the text into words differently. Slots are never empty. */
  readings: Slot[][]
}

export const isName = (slot: Slot): boolean => slot.words.length > 0

const MOST_WORDS = 6
/** Latin names typed on the Russian layout are rare, so the likeliest readings are enough. */
const MOST_SWITCHED = 4
const LONGEST_BROKEN = 16
/** A Latin word has many readings; the likeliest ones have kin. */
const MOST_WITH_KIN = 2
const NO_KIN: Word['kin'] = new Map()

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
  return { raw, folds: readings, broken: [...new Set(broken)], letters, latin, switched, initials, kin: NO_KIN }
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

/** "Ива нов": an extra space. An initial and a surname are joined only where an apostrophe may be missing: "О Нил". */
function glued(reading: readonly Slot[]): Slot[][] {
  return reading.slice(1).flatMap((right, i) => {
    const [a, b] = [reading[i]?.words[0]?.raw ?? '', right.words[0]?.raw ?? '']
    if ((a.length < 2 && !/^[одлodl]$/.test(a)) || b.length < 2) return []
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

/** Without the words that are no names, as long as anything else is left. */
function withoutSpare(reading: Slot[]): Slot[] {
  const left = reading.filter(({ words, number }) => number !== null || !words.some(({ raw }) => isSpare(raw)))
  return left.length > 0 ? left : reading
}

/** Adds to each word what else it may be recorded as. «Рза оглы» is Рзаевич: the word of the son says no more. */
function withKin(reading: readonly Slot[]): Slot[] {
  const isSon = (slot: Slot): boolean => slot.words.some(({ folds }) => isSonOf(folds[0] ?? ''))
  const sons = reading.length > 1 && reading.some(isSon)
  return reading
    .filter((slot) => !sons || !isSon(slot))
    .map((slot) => ({ ...slot, words: slot.words.map((one) => ({ ...one, kin: kinOfWord(one, sons) })) }))
}

const kinOfWord = ({ folds, initials }: Word, isSon: boolean): Word['kin'] =>
  initials !== null
    ? NO_KIN
    : new Map(
        folds
          .slice(0, MOST_WITH_KIN)
          .flatMap((fold) => kinOf(fold, isSon))
          .map((kin) => [kin.fold, kin]),
      )

/** `phones`: whether the one who asks may find people by their phones. */
export function parseQuery(q: string, phones: PhonesAsked = 'any'): Query {
  const clean = chunks(q)
    .join(' ')
    .replace(/[\p{Pd}−]/gu, '-')
  const id = uuidIn(clean)
  if (id !== null) return { id, phones, readings: [] }
  const joined = lettered(clean)
  const readings = [...readingsOf(clean), ...(joined === null ? [] : readingsOf(joined).slice(0, 1))]
  return { id: null, phones, readings: readings.map(withoutSpare).map(withKin) }
}

function readingsOf(clean: string): Slot[][] {
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
  if (names.length === 0) return digits.length === 0 ? [] : [digits]
  return names.map((reading) => [...reading, ...digits])
}
