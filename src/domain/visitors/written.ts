import { cleanCardNumber } from './card-number'
import { plainLine } from './name'
import { normalizePhone } from './phone'

/** What a line about a person says, each thing for what it is. `name` is what is left. */
export type Written = { name: string; phone: string | null; birthYear: number | null; cardNumber: string | null }

const EARLIEST_BIRTH = 1900
const MOST_GROUPS = 12

const SEPARATORS = String.raw`[\s().\-‐‑‒–—―−/]`
/** Runs of digits that hold at least as many as a phone. */
const DIGITS = new RegExp(String.raw`[+(]*(?<![\p{L}\p{N}])\d(?:${SEPARATORS}*\d){9,}(?![\p{L}\p{N}])`, 'gu')
const PHONE_WORD = /(?<!\p{L})(?:тел(?:ефон)?|моб(?:ильный)?|сот(?:овый)?|т)[.:]*\s*$/iu
const DAY_OF_BIRTH = /(?<![\p{L}\p{N}])\d{1,2}[./-]\d{1,2}[./-](\d{4})(?![\p{L}\p{N}])/gu
const YEAR = /(?<![\p{L}\p{N}-])(\d{4})(?:\s*г(?:ода?)?\.?(?!\p{L}))?(?!-?[\p{L}\p{N}])/giu
const OF_BIRTH = /(?<!\p{L})(?:г?(?:ода?)?[./]?\s*р(?:ожд(?:ения)?)?|род(?:ил(?:ся|ась))?)(?:\.|(?!\p{L}))/giu
const NAMED_CARD = /(?<!\p{L})(?:карт(?:а|очка|ы|у)?\.?|card)\s*(?:№|no\.?|n)?\s*([\p{L}]{0,3}\s?-?\s?\d[\d-]*)/giu
const NUMBERED = /№\s*([\p{L}]{0,3}-?\d[\d-]*)/giu
// «Иванов 2» tells namesakes apart; a card has more digits, or its word beside it.
const BARE_CARD = /(?<![\p{L}\p{N}-])(\p{L}{1,3}-?\d{2,8}|\d{3,8})(?![\p{L}\p{N}-])/gu

/**
 * Takes a line apart: «Телефонкин Пётр 8 916 765-43-21», «Иванова Мария 1975 г.р.», «Зубков карта 12». Of each kind
 * the first is taken; what is no valid phone, year or card stays where it was.
 */
export function takeApart(input: string, now: Date): Written {
  let rest = plainLine(input.slice(0, 2_000))
  const take = <Value>(pattern: RegExp, read: (found: string, group: string) => Value | null): Value | null => {
    for (const match of rest.matchAll(pattern)) {
      const value = read(match[0], match[1] ?? '')
      if (value === null) continue
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
      return value
    }
    return null
  }
  const year = (_: string, digits: string): number | null => birthYear(digits, now)
  const card = (_: string, text: string): string | null => cleanCardNumber(text.replace(/\s/g, '')).cardNumber ?? null
  const phone = findPhone(rest)
  if (phone) rest = `${rest.slice(0, phone.from).replace(PHONE_WORD, '')} ${rest.slice(phone.to)}`
  const named = take(NAMED_CARD, card)
  const numbered = named ?? take(NUMBERED, card)
  const born = take(DAY_OF_BIRTH, year) ?? take(YEAR, year)
  if (born !== null) rest = rest.replace(OF_BIRTH, ' ')
  const cardNumber = numbered ?? take(BARE_CARD, card)
  return { name: plainLine(rest), phone: phone?.e164 ?? null, birthYear: born, cardNumber }
}

/** The first valid phone in a text. Beside it may stand other numbers: «1975 8 916 765-43-21». */
function findPhone(text: string): { e164: string; from: number; to: number } | null {
  for (const run of text.matchAll(DIGITS)) {
    const groups = [...run[0].matchAll(/\S+/g)].slice(0, MOST_GROUPS)
    for (const [first, one] of groups.entries())
      for (const other of groups.slice(first).reverse()) {
        const [from, to] = [run.index + one.index, run.index + other.index + other[0].length]
        const { e164 } = normalizePhone(text.slice(from, to))
        if (e164 !== undefined) return { e164, from, to }
      }
  }
  return null
}

/** A year in which somebody alive may have been born. */
export function birthYear(text: string, now: Date): number | null {
  const year = Number(text)
  return Number.isInteger(year) && year >= EARLIEST_BIRTH && year <= now.getUTCFullYear() ? year : null
}

export type WrittenPerson = Omit<Written, 'name'> & {
  lastName: string | null
  firstName: string | null
  middleName: string | null
}

const PARTICLE = /^(?:фон|ван|де|ди|да|дер|ла|аль|эль|von|van|de|der|la|al|el)$/i

/** A whole person in one line, surname first: «иванова мария петровна, 1975, 89167654321». */
export function readPerson(input: string, now: Date): WrittenPerson {
  const { name, ...told } = takeApart(input, now)
  const words = name.split(/[\s,;]+/).filter((word) => /\p{L}/u.test(word))
  // «фон Дервиз Павел»: what belongs to the surname stands before it.
  const surname = Math.max(1, words.findIndex((word) => !PARTICLE.test(word)) + 1)
  return {
    lastName: words.slice(0, surname).join(' ') || null,
    firstName: words[surname] ?? null,
    middleName: words.slice(surname + 1).join(' ') || null,
    ...told,
  }
}
