/**
 * Normalizes typed text before anything is looked up: one Unicode form, one case, one script per word. It works on
 * code points only and never depends on the server's locale.
 */

/** Longer queries are cut, to bound the work. Nobody types more. */
export const MAX_QUERY = 400

// Removed from a word without splitting it: Д'Артаньян, ISO 9 soft and hard signs (ʹ ʺ), Ivanov`.
const APOSTROPHES = /['’‘‛`´ʹʺʼ″′"“”«»]/gu

// Diacritics that change which Cyrillic letter is meant (ISO 9, Czech, Turkish). Others are dropped.
const MARKED: readonly (readonly [RegExp, string])[] = [
  [/c\u030c/g, 'ch'],
  [/s\u030c/g, 'sh'],
  [/z\u030c/g, 'zh'],
  [/s\u0302/g, 'shch'],
  [/u\u0302/g, 'yu'],
  [/a\u0302/g, 'ya'],
  [/s[\u0326\u0327]/g, 'sh'],
  [/c\u0327/g, 'ch'],
  [/t\u0326/g, 'ts'],
]

const LATIN_ALONE: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ı: 'i',
  ß: 'ss',
  æ: 'e',
  œ: 'e',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ə: 'a',
}

// Nearly all names and queries consist of these letters only and can skip the steps below.
const PLAIN_WORD = /^[А-Яа-яЁё]+$/
const PLAIN_TEXT = /^[А-Яа-яЁёA-Za-z0-9 -]*$/

/** Removes the marks of й and ё, so that NFC names in the index match a query in NFD. */
export function plainLower(text: string): string {
  if (PLAIN_WORD.test(text)) return text.toLowerCase().replaceAll('ё', 'е').replaceAll('й', 'и')
  let plain = text.normalize('NFKD').toLowerCase()
  for (const [mark, letters] of MARKED) plain = plain.replace(mark, letters)
  return plain.replace(/\p{M}/gu, '').replace(/[łøıßæœđðþə]/g, (letter) => LATIN_ALONE[letter] ?? letter)
}

// Lookalike pairs, Latin first. Upper and lower case differ: H looks like Н, but h does not look like н.
const LOOKALIKES = 'AА BВ CС EЕ HН KК MМ OО PР TТ XХ YУ IІ aа cс eе oо pр xх yу kк mм tт iі'.split(' ')
const toCyrillic = new Map(LOOKALIKES.map((pair) => [pair.charAt(0), pair.charAt(1)]))
const toLatin = new Map(LOOKALIKES.map((pair) => [pair.charAt(1), pair.charAt(0)]))

/** "Ивaнов" with a Latin a: the unambiguous letters decide which script the word is in. */
export function unmixScripts(word: string): string {
  if (!/\p{Script=Latin}/u.test(word) || !/\p{Script=Cyrillic}/u.test(word)) return word
  const letters = Array.from(word)
  const surelyLatin = letters.some((letter) => /\p{Script=Latin}/u.test(letter) && !toCyrillic.has(letter))
  const surelyCyrillic = letters.some((letter) => /\p{Script=Cyrillic}/u.test(letter) && !toLatin.has(letter))
  const map = surelyLatin && !surelyCyrillic ? toLatin : toCyrillic
  return letters.map((letter) => map.get(letter) ?? letter).join('')
}

/** The parts between spaces. Control and format characters (NUL, zero-width, bidi) are ignored. */
export function chunks(text: string): string[] {
  const start = text.slice(0, MAX_QUERY)
  if (PLAIN_TEXT.test(start)) return start.split(' ').filter((chunk) => chunk !== '')
  return start
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .split(' ')
    .filter((chunk) => chunk !== '')
}

/** The words of one chunk: letters and digits stay together ("Иван0в" is one mistyped word). */
export function wordsOf(chunk: string): string[] {
  if (PLAIN_WORD.test(chunk)) return [plainLower(chunk)]
  return chunk
    .normalize('NFC')
    .replace(APOSTROPHES, '')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .map((word) => plainLower(unmixScripts(word)))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
}
