/** Phones, card numbers and ids in a query. Only digits and folded cards are compared. */

/** Latin letters and their Cyrillic lookalikes: card "А-017" (Cyrillic) is card "A-017". */
const CARD_LETTERS: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  С: 'C',
  Е: 'E',
  Н: 'H',
  К: 'K',
  М: 'M',
  О: 'O',
  Р: 'P',
  Т: 'T',
  Х: 'X',
  У: 'Y',
}

/** For looking up cards: case, script and hyphens don't matter, leading zeros do. */
export const foldCard = (card: string): string =>
  card
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[А-Я]/g, (letter) => CARD_LETTERS[letter] ?? letter)

/** Lets "42" find card "0042"; such a match ranks below an exact one. */
export const withoutZeros = (card: string): string => card.replace(/^0+(?=.)/, '')

export const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

/** Indexed phone endings. Seven digits find a full number with any trunk prefix or country code. */
export const PHONE_ENDS = [7, 4] as const

export const phoneEnds = (phone: string): string[] => {
  const digits = digitsOf(phone)
  return PHONE_ENDS.filter((length) => digits.length >= length).map((length) => digits.slice(-length))
}

/** The longest indexed ending of these digits; null if they are too short or too long for a phone. */
export const phoneEndAsked = (digits: string): string | null => {
  const length = PHONE_ENDS.find((one) => digits.length >= one)
  return length === undefined || digits.length > 15 ? null : digits.slice(-length)
}

/** 1 for the whole number in any spelling, less for its ending, 0 otherwise. `digits` is what was typed. */
export function phoneMatch(digits: string, phone: string | null): number {
  if (phone === null || digits.length < 4) return 0
  const stored = digitsOf(phone)
  if (digits === stored || (digits.length === 11 && /^[78]/.test(digits) && `7${digits.slice(1)}` === stored)) return 1
  if (digits.length >= 10 && stored.slice(-10) === digits.slice(-10)) return digits.length === 10 ? 1 : 0.95
  const national = digits.replace(/^(810|00|80|0|8)/, '')
  if (national.length >= 7 && stored.endsWith(national)) return 0.95
  return stored.endsWith(digits) ? 0.7 + 0.02 * Math.min(digits.length, 10) : 0
}

/** 1 for the exact card, less without its leading zeros, 0 otherwise. */
export function cardMatch(typed: string, card: string | null): number {
  if (card === null) return 0
  if (typed.trim().toUpperCase() === card.trim().toUpperCase()) return 1
  const folded = foldCard(typed)
  const stored = foldCard(card)
  if (folded === '' || stored === '') return 0
  if (folded === stored) return 0.99
  return withoutZeros(folded) === withoutZeros(stored) ? 0.9 : 0
}

const UUID = /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i

export function uuidIn(query: string): string | null {
  const parts = UUID.exec(query.trim())
  return parts === null ? null : parts.slice(1).join('-').toLowerCase()
}

// A number as people write it: "+7 (916) 123-45-67", "8-916-123.45.67", "0042". No letter touches it: the card "A-017"
// is no number.
const NUMBER = /(?<![\p{L}\p{N}]-?)[+(]*\p{Nd}(?:[\p{Nd}\s().\-–—/]*\p{Nd})?(?!-?[\p{L}\p{N}])/gu

/**
 * Takes the numbers out of a query. Consecutive groups of digits are one number if they are as long as a phone or none
 * has four digits ("123 45 67"); otherwise each group is a number of its own ("0042 1985").
 */
export function takeNumbers(query: string): { numbers: string[]; rest: string } {
  const numbers: string[] = []
  const rest = query.replace(NUMBER, (found) => {
    const groups = found.split(/\s+/).filter((group) => digitsOf(group) !== '')
    const total = digitsOf(found).length
    const whole =
      groups.length === 1 || (total >= 10 && total <= 15) || groups.every((group) => digitsOf(group).length < 4)
    numbers.push(...(whole ? [found] : groups).map((number) => number.trim()))
    return ' '
  })
  return { numbers: numbers.slice(0, 3), rest }
}
