import { INITIAL_KIND, LONGEST_PREFIX, PREFIX_KIND, SHORTEST_PREFIX, key } from './keys'
import { cardPartsAsked, cardsAsked } from './cards'
import { digitsOf } from './numbers'
import { phoneEndAsked, phoneStartsAsked, type PhonesAsked } from './phones'
import { nearBranches, partialBranches } from './plan-near'
import { isName, parseQuery, type Query, type Slot } from './query'
import type { Role } from './tokens'

/** Matches visitors that have at least one key of EVERY group. */
export type Branch = number[][]

/**
 * What to fetch, best first: who fits as typed, begun or in another form; who nearly fits; who fits all but one word.
 * Each is asked for only if those before found too few. So a query without typos is not slowed down, and similar names
 * don't push namesakes out of the limit.
 */
export type Stage = 'exact' | 'near' | 'partial'
export type SearchPlan = { readonly id: string | null } & Readonly<Record<Stage, Branch[]>>

const INITIALS = Object.values(INITIAL_KIND)

function phoneKeys(digits: string, phones: PhonesAsked): number[] {
  const end = phoneEndAsked(digits)
  if (phones === 'none' || end === null || (phones === 'whole' && digits.length < 10)) return []
  const starts = phones === 'whole' ? [] : phoneStartsAsked(digits)
  return [key('phoneEnd', end), ...starts.map((start) => key('phoneStart', start))]
}

function numberKeys(number: string, withName: boolean, phones: PhonesAsked): number[] {
  const digits = digitsOf(number)
  const { starts, ends } = cardPartsAsked(number)
  return [
    ...(/\p{L}/u.test(number) ? [] : phoneKeys(digits, phones)),
    ...cardsAsked(number).map((card) => key('card', card)),
    ...starts.map((start) => key('cardStart', start)),
    ...ends.map((end) => key('cardEnd', end)),
    ...(withName && /^(19|20)\d\d$/.test(digits) ? [key('year', digits)] : []),
  ]
}

export const exactKeys = (slot: Slot, withName: boolean, phones: PhonesAsked): number[] => [
  ...slot.words.flatMap(({ initials, folds }) =>
    initials === null
      ? folds.map((fold) => key('exact', fold))
      : INITIALS.flatMap((kind) => Array.from(initials, (letter) => key(kind, letter))),
  ),
  ...(slot.number === null ? [] : numberKeys(slot.number, withName, phones)),
]

export const prefixKeys = (slot: Slot, ...roles: Role[]): number[] =>
  slot.words
    .flatMap(({ folds }) =>
      folds.filter((fold) => fold.length >= SHORTEST_PREFIX).map((fold) => fold.slice(0, LONGEST_PREFIX)),
    )
    .flatMap((start) => roles.map((role) => key(PREFIX_KIND[role], start)))

const kinKeys = (slot: Slot): number[] =>
  slot.words.flatMap(({ kin }) => [...kin.keys()].map((fold) => key('exact', fold)))

/**
 * Each word of a reading by the ways to ask for it, so that they are worked out once. `formed`: as typed or in another
 * form; `loose`: begun, too.
 */
export type Group = { slot: Slot; exact: number[]; begun: number[]; formed: number[]; loose: number[] }

const groupOf = (slot: Slot, isLast: boolean, withName: boolean, phones: PhonesAsked): Group => {
  const exact = exactKeys(slot, withName, phones)
  // A patronymic is begun at the end of a name: «Иванов Иван Пет».
  const begun = [...exact, ...prefixKeys(slot, 'last', 'first', ...(isLast ? (['middle'] as const) : []))]
  const kin = kinKeys(slot)
  return { slot, exact, begun, formed: [...exact, ...kin], loose: [...begun, ...kin] }
}

const groupsOf = (slots: readonly Slot[], phones: PhonesAsked): Group[] => {
  const last = slots.findLastIndex(isName)
  const names = slots.filter(isName).length
  return slots.map((slot, i) => groupOf(slot, i === last || names > 2, names > 0, phones))
}

function exactBranches(groups: readonly Group[]): Branch[] {
  const names = groups.filter(({ slot }) => isName(slot))
  const exact = groups.map((group) => group.exact)
  const numbers = groups.filter(({ slot }) => slot.number !== null).map((group) => group.exact)
  const [only] = names
  return [
    exact,
    ...(numbers.length > 0 && numbers.length < groups.length ? [numbers] : []),
    // Of two words many fit who are only begun: they come before other forms.
    ...(names.length === 2 || (only && groups.length > 1) ? [groups.map(({ begun }) => begun)] : []),
    ...(names.length > 1 || (only && groups.length > 1) ? [groups.map(({ loose }) => loose)] : []),
    ...(only && groups.length === 1
      ? [[prefixKeys(only.slot, 'last')], [prefixKeys(only.slot, 'first')], [kinKeys(only.slot)]]
      : []),
  ]
}

const sound = (branches: readonly Branch[]): Branch[] => {
  const known = new Set<string>()
  return branches
    .filter((branch) => branch.length > 0 && branch.every((group) => group.length > 0))
    .map((branch) => branch.map((group) => [...new Set(group)]))
    .filter((branch) => known.size < known.add(branch.map((group) => group.join()).join(';')).size)
}

export const NO_PLAN: SearchPlan = { id: null, exact: [], near: [], partial: [] }

/** An empty plan, without id and branches, means that there is nothing to look for and no query is needed. */
export function planOf({ id, phones, readings }: Query): SearchPlan {
  const [usual, ...others] = readings
  if (usual === undefined) return { ...NO_PLAN, id }
  const groups = groupsOf(usual, phones)
  const apart = others.map((slots) => groupsOf(slots, phones))
  // The later stages are seldom needed and cost more to work out.
  let near: Branch[] | undefined
  let partial: Branch[] | undefined
  return {
    id,
    exact: sound(exactBranches(groups).concat(apart.map((of) => of.map((group) => group.exact)))),
    get near() {
      return (near ??= sound(nearBranches(groups, apart)))
    },
    get partial() {
      return (partial ??= sound(partialBranches(groups)))
    },
  }
}

export const searchPlan = (q: string): SearchPlan => planOf(parseQuery(q))
