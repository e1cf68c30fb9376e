import { hasLatin, typedOnRussian } from './layout'

/** Card numbers in a query. Only folded ones are compared. */

/** Cyrillic letters and the Latin ones they look like: card "А-017" (Cyrillic) is card "A-017". */
export const LOOKALIKES = { cyrillic: 'АВСЕНКМОРТХУ', latin: 'ABCEHKMOPTXY' } as const
const latinFor = new Map(Array.from(LOOKALIKES.cyrillic, (letter, i) => [letter, LOOKALIKES.latin.charAt(i)]))

/** One form of a card: case, script and hyphens don't matter, leading zeros do. */
export const foldCard = (card: string): string =>
  card
    // NFKC would make letters of it.
    .replaceAll('№', '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[А-Я]/g, (letter) => latinFor.get(letter) ?? letter)

/** Lets "42" find card "0042" and "Д59" card "Д-059"; such a match ranks below an exact one. */
export const withoutZeros = (folded: string): string => folded.replace(/(?<!\d)0+(?=\d)/g, '')

const LONGEST_CARD = 20
/** Indexed beginnings and endings. */
const PARTS = [3, 4, 5, 6] as const

/** What was typed, and the same keys on a Russian keyboard: "l-59" is "д-59". */
const typings = (typed: string): string[] => {
  const folded = [foldCard(typed), ...(hasLatin(typed) ? [foldCard(typedOnRussian(typed))] : [])]
  return [...new Set(folded)].filter((one) => one !== '' && one.length <= LONGEST_CARD)
}

export const cardsAsked = (typed: string): string[] => typings(typed).map(withoutZeros)

export const cardStarts = (card: string): string[] => {
  const folded = foldCard(card)
  return PARTS.filter((length) => length < folded.length).map((length) => folded.slice(0, length))
}

export const cardEnds = (card: string): string[] => {
  const folded = foldCard(card)
  return PARTS.filter((length) => length < folded.length).map((length) => folded.slice(-length))
}

/** The longest indexed part of what was typed, from its beginning and from its end. */
export function cardPartsAsked(typed: string): { starts: string[]; ends: string[] } {
  const long = typings(typed).filter((one) => one.length >= PARTS[0])
  const most = (one: string): number => Math.min(one.length, PARTS[PARTS.length - 1] ?? 0)
  return { starts: long.map((one) => one.slice(0, most(one))), ends: long.map((one) => one.slice(-most(one))) }
}

/** 1 for the exact card, less without its leading zeros or for a part of it, 0 otherwise. */
export function cardMatch(typed: string, card: string | null): number {
  if (card === null) return 0
  if (typed.trim().toUpperCase() === card.trim().toUpperCase()) return 1
  const stored = foldCard(card)
  if (stored === '') return 0
  let best = 0
  typings(typed).forEach((folded, i) => {
    const doubt = i * 0.01
    if (folded === stored) best = Math.max(best, 0.99 - doubt)
    else if (withoutZeros(folded) === withoutZeros(stored)) best = Math.max(best, 0.9 - doubt)
    else if (folded.length >= PARTS[0] && (stored.startsWith(folded) || stored.endsWith(folded)))
      best = Math.max(best, 0.6 + 0.02 * Math.min(folded.length, 10))
  })
  return best
}
