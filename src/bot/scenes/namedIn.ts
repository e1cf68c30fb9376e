import type { RosterDoc } from '@/operations/participants/roster'
import { digitsOf } from '@/domain/search/numbers'
import { rank } from '@/domain/search/rank'
import { plainLower } from '@/domain/search/text'

/** Names as the search knows them: the words of a name in the order in which it is written. */
const asVisitor = ({ id, visitor: { fullName, cardNumber } }: RosterDoc) => {
  const [lastName = '', firstName = '', ...rest] = fullName.split(' ')
  return { id, lastName, firstName, middleName: rest.join(' ') || null, cardNumber, phone: null }
}

/** Whether every word that was typed begins a word of the name, or the card ends in it. */
const begins = ({ visitor: { fullName, cardNumber } }: RosterDoc, typed: readonly string[]): boolean => {
  const words = plainLower(fullName).split(/[\s-]+/)
  return typed.every(
    (word) =>
      words.some((one) => one.startsWith(word)) ||
      (/^\d+$/.test(word) && digitsOf(cardNumber ?? '').endsWith(word)) ||
      (/\d/.test(word) && plainLower(cardNumber ?? '').startsWith(word)),
  )
}

/** Whom of this list somebody means: by beginnings of words or the card, and with the tolerance of the search. */
export const namedIn = (docs: readonly RosterDoc[], q: string): RosterDoc[] => {
  const typed = plainLower(q).split(/\s+/).filter(Boolean)
  if (typed.length === 0) return []
  const beginning = docs.filter((doc) => begins(doc, typed))
  if (beginning.length > 0) return beginning
  return rank(q, docs.map(asVisitor)).flatMap(({ candidate }) => docs.find(({ id }) => id === candidate.id) ?? [])
}
