/** Numbers and ids in a query. */

export const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

const UUID = /^[{(]?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})[)}]?$/i

export function uuidIn(query: string): string | null {
  const parts = UUID.exec(query.trim())
  return parts === null ? null : parts.slice(1).join('-').toLowerCase()
}

// A number as people write it, whatever they put between its digits: "+7 (916) 123-45-67", "8/916/123—45—67". No letter
// touches it: the card "A-017" is no number.
const NUMBER = /(?<![\p{L}\p{N}]-?)[+(]*\p{Nd}(?:[^\p{L}\p{N},;]{0,4}\p{Nd})*(?!-?[\p{L}\p{N}])/gu

/** What is dialled after the number is no part of it. */
const EXTENSION = /(?<!\p{L})(?:доб(?:авочный)?|вн(?:утр(?:енний)?)?|ext)[.:\s]*\d{1,6}(?!\d)/giu

/** As long as a phone is, and beginning like one. */
const LIKE_PHONE = /^(?:(?:810|00)?7|8)?[3-9]\d{9}$/
const isPhone = (found: string): boolean =>
  LIKE_PHONE.test(digitsOf(found)) || (found.includes('+') && /^\d{10,15}$/.test(digitsOf(found)))

const MOST_NUMBERS = 3
const MOST_GROUPS = 12

/** The groups of digits that stand together as a phone, and those before and after it. */
function around(groups: readonly string[]): string[] | null {
  for (let from = 0; from < groups.length; from++)
    for (let to = groups.length; to > from; to--) {
      const phone = groups.slice(from, to).join(' ')
      if (isPhone(phone)) return [...groups.slice(0, from), phone, ...groups.slice(to)]
    }
  return null
}

/**
 * Takes the numbers out of a query. Consecutive groups of digits are one number if they make a phone or none has four
 * digits ("123 45 67"); otherwise each group is a number of its own ("0042 1985").
 */
export function takeNumbers(query: string): { numbers: string[]; rest: string } {
  const numbers: string[] = []
  const rest = query.replace(EXTENSION, ' ').replace(NUMBER, (found) => {
    const groups = found.split(/\s+/).filter((group) => digitsOf(group) !== '')
    const total = digitsOf(found).length
    const short = groups.length === 1 || groups.every((group) => digitsOf(group).length < 4)
    const split = short || isPhone(found) ? [found] : (around(groups.slice(0, MOST_GROUPS)) ?? null)
    const whole = total >= 10 && total <= 15
    numbers.push(...(split ?? (whole ? [found] : groups)).map((number) => number.trim()))
    return ' '
  })
  return { numbers: numbers.slice(0, MOST_NUMBERS), rest }
}

/** "Д 059": a letter or three before a number may be its beginning. */
const LETTERED = /(?<![\p{L}\p{N}])(\p{L}{1,3})[\s№]+(\p{Nd}{1,8})(?![\p{L}\p{N}])/u

/** The query with such a card in one word; null if there is none. */
export const lettered = (query: string): string | null =>
  LETTERED.test(query) ? query.replace(LETTERED, (_, letters: string, digits: string) => letters + digits) : null
