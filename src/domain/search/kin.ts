import { nominatives } from './endings'
import { alsoCalled, begunForms, fullNames, isFirstName } from './names/diminutives'
import { PATRONYMICS, fathersName, fullPatronymics, isPatronymic, patronymicsOf } from './patronymics'
import { LONG_WORD, withinTwo } from './slips'
import type { Role } from './tokens'

/** Another word the same person may be recorded under, and how alike it counts. */
export type Kin = { fold: string; like: number; role?: Role }

const OTHER_ENDING = 0.93
const OTHER_NAME = 0.9
const BEGUN_FORM = 0.8
const MOST_KIN = 60

/** The same names are typed all day. */
const MOST_KEPT = 4_000
const kept = new Map<string, readonly Kin[]>()

/** In declining order of likeness, each fold once. `isSon`: оглы or кызы was typed beside it. */
export function kinOf(fold: string, isSon: boolean): readonly Kin[] {
  const name = isSon ? `${fold} ` : fold
  let kin = kept.get(name)
  if (kin === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(name, (kin = allKin(fold, isSon)))
  }
  return kin
}

function allKin(fold: string, isSon: boolean): Kin[] {
  const found = new Map<string, Kin>()
  const add = (folds: readonly string[], like: number, role?: Role): void => {
    for (const one of folds)
      if (one !== fold && !found.has(one)) found.set(one, { fold: one, like, ...(role && { role }) })
  }
  const plain = fold.length < 3 ? [] : nominatives(fold)
  add(plain, OTHER_ENDING)
  for (const name of [fold, ...plain.filter(isFirstName)]) {
    add(alsoCalled(name), OTHER_NAME)
    add(fullPatronymics(name), OTHER_NAME, 'middle')
  }
  if (isPatronymic(fold)) add(fathersName(fold), OTHER_NAME, 'middle')
  if (isSon) add(patronymicsOf(fold), OTHER_NAME, 'middle')
  add(begunForms(fold), BEGUN_FORM, 'first')
  return [...found.values()].slice(0, MOST_KIN)
}

const KNOWN = new Set([...fullNames, ...PATRONYMICS])
const LONG = [...KNOWN].filter((fold) => fold.length >= LONG_WORD - 1)

/** A first name or a patronymic as it should be: no slips are looked for in it. */
export const isKnownName = (fold: string): boolean => KNOWN.has(fold) || isFirstName(fold)

/** First names and patronymics that this word may be with two slips: they need no index, there are few. */
export const knownWithinTwo = (fold: string): string[] =>
  fold.length < LONG_WORD - 2 ? [] : LONG.filter((known) => known !== fold && withinTwo(fold, known))
