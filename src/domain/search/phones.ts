import { digitsOf } from './numbers'

/** Phones in a query: whole, begun, or their end, in any spelling. Only digits are compared. */

/** Whose phones may be asked for: by any part, whole only, or not at all. */
export type PhonesAsked = 'any' | 'whole' | 'none'

/** Indexed phone endings. Seven digits find a full number with any trunk prefix or country code. */
export const PHONE_ENDS = [7, 4] as const
/** Indexed beginnings, without the country code of Russia. */
export const PHONE_STARTS = [7, 6, 5, 4] as const

const LONGEST_PHONE = 15
const SHORTEST_PART = 4

/** Without +7 or 8; numbers of other countries keep their code. */
const national = (stored: string): string => (/^7\d{10}$/.test(stored) ? stored.slice(1) : stored)

export const phoneEnds = (phone: string): string[] => {
  const digits = digitsOf(phone)
  return PHONE_ENDS.filter((length) => digits.length >= length).map((length) => digits.slice(-length))
}

export const phoneStarts = (phone: string): string[] => {
  const digits = national(digitsOf(phone))
  return PHONE_STARTS.filter((length) => digits.length >= length).map((length) => digits.slice(0, length))
}

/** The longest indexed ending of these digits; null if they are too short or too long for a phone. */
export const phoneEndAsked = (digits: string): string | null => {
  const length = PHONE_ENDS.find((one) => digits.length >= one)
  return length === undefined || digits.length > LONGEST_PHONE ? null : digits.slice(-length)
}

/** The digits as they are, and without what is dialled before a national number. */
const begun = (digits: string): string[] => {
  const without = digits.replace(/^(?:810|00)/, '')
  return [...new Set([digits, without, without.replace(/^[78]/, '')])].filter((one) => one.length >= SHORTEST_PART)
}

/** The longest indexed beginnings of these digits. */
export const phoneStartsAsked = (digits: string): string[] =>
  digits.length > LONGEST_PHONE
    ? []
    : begun(digits).flatMap((one) => {
        const length = PHONE_STARTS.find((indexed) => one.length >= indexed)
        return length === undefined ? [] : [one.slice(0, length)]
      })

/** 1 for the whole number in any spelling, less for a part of it, 0 otherwise. `digits` is what was typed. */
export function phoneMatch(digits: string, phone: string | null, asked: PhonesAsked = 'any'): number {
  if (phone === null || digits.length < SHORTEST_PART || asked === 'none') return 0
  const stored = digitsOf(phone)
  if (digits === stored || (digits.length === 11 && /^[78]/.test(digits) && `7${digits.slice(1)}` === stored)) return 1
  if (digits.length >= 10 && stored.slice(-10) === digits.slice(-10)) return digits.length === 10 ? 1 : 0.95
  if (asked === 'whole') return 0
  const dialled = digits.replace(/^(810|00|80|0|8)/, '')
  if (dialled.length >= 7 && stored.endsWith(dialled)) return 0.95
  const part = 0.7 + 0.02 * Math.min(digits.length, 10)
  if (stored.endsWith(digits)) return part
  const starts = begun(digits).some((one) => national(stored).startsWith(one) || stored.startsWith(one))
  return starts ? part - 0.02 : 0
}
