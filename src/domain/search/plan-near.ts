import { key, PREFIX_KIND, SHORTEST_PREFIX } from './keys'
import { isKnownName, knownWithinTwo } from './kin'
import { distant, neighbourhood } from './neighbours'
import type { Branch, Group } from './plan'
import { isPatronymic } from './patronymics'
import { isName, type Slot } from './query'
import { LONG_WORD } from './slips'

/** A Latin word has many readings; with two slips only the likeliest one is asked for. */
const MOST_DISTANT = 1

const nearKeys = ({ slot, formed }: Group): number[] => {
  // Two letters typed on the other layout would be one typo away from half of all names.
  const words = slot.words.filter((word) => word.initials === null && (!word.switched || word.letters > 2))
  const near = words.flatMap(({ folds, letters }) =>
    folds.flatMap((fold) => neighbourhood(fold, letters).map((part) => key('near', part))),
  )
  return near.length === 0 ? formed : [...formed, ...near]
}

/** The word itself has two slips: of those who were one letter shorter or longer the near keys are asked, too. */
const farKeys = (slot: Slot): number[] =>
  slot.words
    .filter(({ initials, letters, folds }) => initials === null && letters >= LONG_WORD - 2 && !folds.some(isKnownName))
    .flatMap(({ folds }) =>
      folds.slice(0, MOST_DISTANT).flatMap((fold) => {
        const known = knownWithinTwo(fold).map((one) => key('exact', one))
        if (isPatronymic(fold)) return known
        const parts = distant(fold)
        return [...parts.map((part) => key('far', part)), ...parts.map((part) => key('near', part)), ...known]
      }),
    )

const brokenKeys = (slot: Slot): number[] =>
  slot.words.flatMap(({ broken }) => broken.flatMap((fold) => neighbourhood(fold, 3).map((part) => key('near', part))))

const looksPatronymic = ({ slot }: Group): boolean =>
  slot.words.some(({ folds }) => folds.some((fold) => fold.length > 5 && isPatronymic(fold)))

/** The groups without one of the names: the patronymic if there is one, or the second initial, or each in turn. */
function without(keys: readonly number[][], groups: readonly Group[]): Branch[] {
  const patronymic = groups.findIndex(looksPatronymic)
  const initial = groups.findLastIndex(({ slot }) => isName(slot) && slot.words.every((word) => word.initials !== null))
  const left = patronymic === -1 ? initial : patronymic
  const dropped = keys.map((_, i) => keys.filter((_, j) => j !== i))
  return dropped.filter((_, i) => {
    const group = groups[i]
    return left === -1 ? group !== undefined && isName(group.slot) : i === left
  })
}

export function nearBranches(groups: readonly Group[], apart: readonly (readonly Group[])[]): Branch[] {
  const names = groups.filter(({ slot }) => isName(slot)).length
  if (names === 0) return []
  const formed = groups.map((group) => group.formed)
  const near = groups.map(nearKeys)
  const far = groups.map(({ slot }) => farKeys(slot))
  const broken = groups.map(({ slot }) => brokenKeys(slot))
  const oneOf = (others: readonly number[][]): Branch[] =>
    others.flatMap((group, i) => (group.length > 0 && group !== formed[i] ? [formed.with(i, group)] : []))
  const last = groups.findLastIndex(({ slot }) => isName(slot))
  const noMiddle = [key('noMiddle', '')]
  return [
    ...oneOf(near),
    ...(names > 2 ? without(formed, groups).map((rest) => [...rest, noMiddle]) : []),
    ...(names > 1 ? [near, near.with(last, groups[last]?.begun ?? [])] : []),
    ...oneOf(far),
    ...(names > 2 ? without(near, groups).map((rest) => [...rest, noMiddle]) : []),
    ...(names > 2 ? without(formed, groups) : []),
    ...oneOf(broken),
    ...apart.map((of) => of.map(nearKeys)),
  ]
}

/** A surname that begins like one of these words, so that a first name alone does not bring half of everybody. */
const asSurname = ({ slot }: Group): number[] =>
  slot.words.flatMap(({ folds, kin }) =>
    [...folds, ...kin.keys()].map((fold) => key(PREFIX_KIND.last, fold.slice(0, SHORTEST_PREFIX))),
  )

/** Everything but one word, or number; then each surname alone. */
export function partialBranches(groups: readonly Group[]): Branch[] {
  if (groups.length < 2) return []
  const near = groups.map(nearKeys)
  const alone = groups.flatMap((group, i): Branch[] => {
    const keys = near[i] ?? []
    return isName(group.slot) ? [[keys, asSurname(group)]] : [[keys]]
  })
  const allButOne = near.map((_, i) => near.filter((_, j) => j !== i))
  return groups.length === 2 ? [...alone, ...allButOne] : [...allButOne, ...alone]
}
