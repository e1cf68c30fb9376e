import { folds } from './fold'
import { chunks, plainLower, unmixScripts, wordsOf } from './text'

export type Role = 'last' | 'first' | 'middle'

/** The fields of a visitor that the search uses. */
export type SearchableVisitor = {
  lastName: string
  firstName: string
  middleName?: string | null
  phone?: string | null
  cardNumber?: string | null
  birthYear?: number | null
}

/** One word of a name. A double surname gives its parts and the whole, so that each can be found. */
export type Token = { role: Role; raw: string; folds: string[]; letters: number; part: boolean }

/** Some name fields contain a whole sentence, so the number of words is limited. */
const MOST_WORDS = 5
/** A name stored in Latin is indexed under its likeliest Cyrillic readings only. */
const MOST_FOLDS = 4

export function token(role: Role, raw: string, part = false): Token {
  return { role, raw, folds: folds(raw).slice(0, MOST_FOLDS), letters: Array.from(raw).length, part }
}

function ofField(role: Role, value: string | null | undefined): Token[] {
  // A double surname may be written with a space instead of a hyphen.
  const words = chunks(value ?? '')
    .flatMap(wordsOf)
    .slice(0, MOST_WORDS)
  const parts = words.map((word) => token(role, word, words.length > 1))
  const whole = words.length > 1 ? [token(role, words.join(''))] : []
  return [...parts, ...whole].filter((one) => one.folds.length > 0)
}

export const tokensOf = (visitor: SearchableVisitor): Token[] => [
  ...ofField('last', visitor.lastName),
  ...ofField('first', visitor.firstName),
  ...ofField('middle', visitor.middleName),
]

/** "ИвановИван": a missing space is a typo, too. */
export function joinedNames(visitor: SearchableVisitor): string[] {
  const plain = (name: string): string =>
    chunks(name)
      .flatMap((chunk) => plainLower(unmixScripts(chunk)).match(/[\p{L}\p{N}]+/gu) ?? [])
      .join('')
  const last = plain(visitor.lastName)
  const first = plain(visitor.firstName)
  return [...new Set([folds(last + first)[0], folds(first + last)[0]])].filter((fold) => fold !== undefined)
}
