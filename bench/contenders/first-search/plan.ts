import { INITIAL_KIND, LONGEST_PREFIX, PREFIX_KIND, SHORTEST_PREFIX, key } from '@/domain/search/keys'
import { neighbourhood } from '@/domain/search/neighbours'
import { digitsOf, foldCard, phoneEndAsked, withoutZeros } from './numbers'
import { parseQuery, type Query, type Slot } from './query'
import type { Role } from '@/domain/search/tokens'

/** Matches visitors that have at least one key of EVERY group. */
export type Branch = number[][]

/**
 * What to fetch, best first. `near` is used only if `exact` found too few people. So a query without typos is not
 * slowed down, and similar names don't push namesakes out of the limit.
 */
export type Stage = 'exact' | 'near'
export type SearchPlan = { id: string | null; exact: Branch[]; near: Branch[] }

const INITIALS = Object.values(INITIAL_KIND)
const isName = (slot: Slot): boolean => slot.words.length > 0

function numberKeys(number: string, withName: boolean): number[] {
  const digits = digitsOf(number)
  const end = /\p{L}/u.test(number) ? null : phoneEndAsked(digits)
  const card = withoutZeros(foldCard(number))
  return [
    ...(end === null ? [] : [key('phoneEnd', end)]),
    ...(card === '' || card.length > 20 ? [] : [key('card', card)]),
    ...(withName && /^(19|20)\d\d$/.test(digits) ? [key('year', digits)] : []),
  ]
}

const exactKeys = (slot: Slot, withName: boolean): number[] => [
  ...slot.words.flatMap(({ initials, folds }) =>
    initials === null
      ? folds.map((fold) => key('exact', fold))
      : INITIALS.flatMap((kind) => Array.from(initials, (letter) => key(kind, letter))),
  ),
  ...(slot.number === null ? [] : numberKeys(slot.number, withName)),
]

const nearKeys = (slot: Slot, withName: boolean): number[] => {
  // Two letters typed on the other layout would be one typo away from half of all names.
  const words = slot.words.filter((word) => word.initials === null && (!word.switched || word.letters > 2))
  const near = words.flatMap(({ folds, letters }) =>
    folds.flatMap((fold) => neighbourhood(fold, letters).map((part) => key('near', part))),
  )
  return [...exactKeys(slot, withName), ...near]
}

const brokenKeys = (slot: Slot): number[] =>
  slot.words.flatMap(({ broken }) => broken.flatMap((fold) => neighbourhood(fold, 3).map((part) => key('near', part))))

const prefixKeys = (slot: Slot, ...roles: Role[]): number[] =>
  slot.words
    .flatMap(({ folds }) =>
      folds.filter((fold) => fold.length >= SHORTEST_PREFIX).map((fold) => fold.slice(0, LONGEST_PREFIX)),
    )
    .flatMap((start) => roles.map((role) => key(PREFIX_KIND[role], start)))

const looksPatronymic = (slot: Slot): boolean =>
  slot.words.some(({ folds }) => folds.some((fold) => fold.length > 5 && /(iq|vna|qna)$/.test(fold)))

function exactBranches(slots: readonly Slot[]): Branch[] {
  const names = slots.filter(isName)
  const withName = names.length > 0
  const all = slots.map((slot) => exactKeys(slot, withName))
  const branches: Branch[] = [all]
  const numbers = all.filter((_, i) => slots[i]?.number != null)
  if (numbers.length > 0 && numbers.length < all.length) branches.push(numbers)
  const last = slots.findLastIndex(isName)
  const typing = slots[last]
  if (typing !== undefined && typing.words.some((word) => word.initials === null)) {
    if (names.length > 1) branches.push(all.with(last, prefixKeys(typing, 'last', 'first', 'middle')))
    else branches.push(all.with(last, prefixKeys(typing, 'last')), all.with(last, prefixKeys(typing, 'first')))
  }
  return branches
}

/** The groups without one of the names: the patronymic if there is one, or the second initial, or each in turn. */
function without(groups: readonly number[][], slots: readonly Slot[]): Branch[] {
  const patronymic = slots.findIndex(looksPatronymic)
  const initial = slots.findLastIndex((slot) => isName(slot) && slot.words.every((word) => word.initials !== null))
  const left = patronymic === -1 ? initial : patronymic
  const dropped = groups.map((_, i) => groups.filter((_, j) => j !== i))
  return dropped.filter((_, i) => (left === -1 ? slots[i] !== undefined && isName(slots[i]) : i === left))
}

function nearBranches(slots: readonly Slot[]): Branch[] {
  const names = slots.filter(isName).length
  const last = slots.findLastIndex(isName)
  const typing = slots[last]
  if (typing === undefined) return []
  const all = slots.map((slot) => exactKeys(slot, true))
  const near = slots.map((slot) => nearKeys(slot, true))
  const broken = slots.map((slot) => brokenKeys(slot))
  const oneOf = (loose: readonly number[][]): Branch[] =>
    loose.flatMap((group, i) => (group.length > (all[i]?.length ?? 0) ? [all.with(i, group)] : []))
  return [
    ...oneOf(near),
    ...(names > 2 ? without(all, slots).map((rest) => [...rest, [key('noMiddle', '')]]) : []),
    ...(names > 1 ? [near, near.with(last, prefixKeys(typing, 'last', 'first', 'middle'))] : []),
    ...(names > 2 ? without(near, slots).map((rest) => [...rest, [key('noMiddle', '')]]) : []),
    ...(names > 2 ? without(all, slots) : []),
    ...oneOf(broken),
    ...(names < slots.length ? [all.filter((_, i) => isName(slots[i] ?? typing))] : []),
  ]
}

/** An empty plan, without id and branches, means that there is nothing to look for and no query is needed. */
export function planOf(query: Query): SearchPlan {
  const [usual, ...others] = query.readings
  if (usual === undefined) return { id: query.id, exact: [], near: [] }
  const sound = (branches: Branch[]): Branch[] =>
    branches
      .filter((branch) => branch.length > 0 && branch.every((group) => group.length > 0))
      .map((branch) => branch.map((group) => [...new Set(group)]))
  return {
    id: query.id,
    exact: sound(exactBranches(usual).concat(others.map((slots) => slots.map((slot) => exactKeys(slot, true))))),
    near: sound(nearBranches(usual).concat(others.map((slots) => slots.map((slot) => nearKeys(slot, true))))),
  }
}

export const searchPlan = (q: string): SearchPlan => planOf(parseQuery(q))
