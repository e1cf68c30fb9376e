import { cardEnds, cardStarts, foldCard, withoutZeros } from './cards'
import { distantNeighbourhood, neighbourhood } from './neighbours'
import { phoneEnds, phoneStarts } from './phones'
import { LONG_WORD } from './slips'
import { joinedNames, tokensOf, type Role, type SearchableVisitor } from './tokens'

/**
 * The index: everything a visitor can be found by, as 32-bit numbers in `search_keys`. They are computed here and not
 * in SQL, so results don't depend on the server's locale. Two texts may have the same number by chance. That only
 * costs time, because rank.ts compares the names again.
 */
const KIND = {
  exact: 'E',
  near: 'N',
  far: 'D',
  lastPrefix: 'L',
  firstPrefix: 'F',
  middlePrefix: 'M',
  lastInitial: 'l',
  firstInitial: 'f',
  middleInitial: 'm',
  noMiddle: '0',
  phoneEnd: 'P',
  phoneStart: 'p',
  card: 'C',
  cardStart: 'c',
  cardEnd: 'e',
  year: 'Y',
  derived: 'V',
} as const

export type KeyKind = keyof typeof KIND

/** FNV-1a with a final mix; signed, because the column is int4. */
export function key(kind: KeyKind, text: string): number {
  let hash = 0x811c9dc5 ^ KIND[kind].charCodeAt(0)
  hash = Math.imul(hash, 0x01000193)
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

/** Longer prefixes are looked up by their first six letters. */
export const LONGEST_PREFIX = 6
export const SHORTEST_PREFIX = 2

export const INITIAL_KIND: Readonly<Record<Role, KeyKind>> = {
  last: 'lastInitial',
  first: 'firstInitial',
  middle: 'middleInitial',
}
export const PREFIX_KIND: Readonly<Record<Role, KeyKind>> = {
  last: 'lastPrefix',
  first: 'firstPrefix',
  middle: 'middlePrefix',
}

const sorted = (keys: Iterable<number>): number[] => [...new Set(keys)].sort((a, b) => a - b)

/** The keys of the first version. Those of the second one contain them. */
export function firstKeys(visitor: SearchableVisitor): number[] {
  const keys = new Set<number>()
  const tokens = tokensOf(visitor)
  for (const { role, folds, letters } of tokens) {
    for (const fold of folds) {
      keys.add(key('exact', fold))
      for (const near of neighbourhood(fold, letters)) keys.add(key('near', near))
      keys.add(key(INITIAL_KIND[role], fold.charAt(0)))
      for (let length = SHORTEST_PREFIX; length <= Math.min(LONGEST_PREFIX, fold.length); length++)
        keys.add(key(PREFIX_KIND[role], fold.slice(0, length)))
    }
  }
  for (const joined of joinedNames(visitor)) keys.add(key('exact', joined))
  if (!tokens.some((token) => token.role === 'middle')) keys.add(key('noMiddle', ''))
  for (const end of phoneEnds(visitor.phone ?? '')) keys.add(key('phoneEnd', end))
  const card = foldCard(visitor.cardNumber ?? '').replace(/^0+(?=.)/, '')
  if (card !== '') keys.add(key('card', card))
  if (visitor.birthYear !== null && visitor.birthYear !== undefined) keys.add(key('year', String(visitor.birthYear)))
  return sorted(keys)
}

/** Sorted, without duplicates. keysOf() in derivations.ts is what gets stored; a change here needs a new derivation. */
export function searchKeys(visitor: SearchableVisitor): number[] {
  const keys = firstKeys(visitor)
  for (const { role, folds, letters, part } of tokensOf(visitor)) {
    // Two slips in a first name or a patronymic are found by the list of names (kin.ts).
    if (role !== 'last' || letters < LONG_WORD) continue
    for (const fold of folds.slice(0, part ? 1 : 2))
      for (const far of distantNeighbourhood(fold)) keys.push(key('far', far))
  }
  const { phone, cardNumber } = visitor
  for (const start of phoneStarts(phone ?? '')) keys.push(key('phoneStart', start))
  const card = withoutZeros(foldCard(cardNumber ?? ''))
  if (card !== '') keys.push(key('card', card))
  for (const start of cardStarts(cardNumber ?? '')) keys.push(key('cardStart', start))
  for (const end of cardEnds(cardNumber ?? '')) keys.push(key('cardEnd', end))
  return sorted(keys)
}
