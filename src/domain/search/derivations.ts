import { duplicateBranches } from './duplicate-plan'
import { firstKeys, key, searchKeys } from './keys'
import { NO_PLAN, planOf, type Branch, type SearchPlan } from './plan'
import type { Query } from './query'
import type { SearchableVisitor } from './tokens'

/** One way to make keys of a visitor and to ask for them: what is asked for has to be what is kept. */
export type Derivation = {
  version: number
  keys: (visitor: SearchableVisitor) => number[]
  /** `query`: the same text as it is read today; a previous derivation may read it in its own way. */
  plan: (query: Query, q: string) => SearchPlan
  duplicates: (visitor: SearchableVisitor) => Branch[]
}

/**
 * How keys are made now, and how they were made before as long as visitors may still have the keys of that version.
 * docs/decisions/025 says how to change it.
 */
export type Derivations = { current: Derivation; previous?: Derivation }

export const DERIVATIONS: Derivations = {
  current: { version: 2, keys: searchKeys, plan: planOf, duplicates: duplicateBranches },
  // Its keys are among those of version 2 and mean the same, so the current question finds their owners as well as
  // version 1 did. What is new waits for new keys: two slips in a surname, the beginning of a phone, part of a card.
  previous: { version: 1, keys: firstKeys, plan: () => NO_PLAN, duplicates: () => [] },
}

/** Tells a visitor who has the current keys from one who has only the previous ones. */
const markOf = ({ version }: Derivation): number => key('derived', String(version))

/**
 * What is written with every insert and every change of a name, phone, card or birth year. With two derivations the
 * keys of both: the version before may still be running beside this one, and it asks for its own.
 */
export const keysOf = (visitor: SearchableVisitor, { current, previous }: Derivations = DERIVATIONS): number[] =>
  previous === undefined
    ? current.keys(visitor)
    : [...new Set([...current.keys(visitor), ...previous.keys(visitor), markOf(current)])].sort((a, b) => a - b)

/** The same question in the current keys, and in the previous ones for whoever has no others yet. */
export type Asked<Question> = { current: Question; previous?: { question: Question; mark: number; version: number } }

export const askedOf = <Question>(
  { current, previous }: Derivations,
  question: (derivation: Derivation) => Question,
): Asked<Question> => ({
  current: question(current),
  ...(previous === undefined
    ? {}
    : { previous: { question: question(previous), mark: markOf(current), version: current.version } }),
})
