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

/** In declining order of likeness, each fold once. `isSon`: оглы or кызы was typed beside it. */
export function kinOf(fold: string, isSon: boolean): Kin[] {
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
  if (fold.length >= 4) add(begunForms(fold), BEGUN_FORM, 'first')
  return [...found.values()].slice(0, MOST_KIN)
}

const KNOWN = [...new Set([...fullNames, ...PATRONYMICS])].filter((fold) => fold.length >= LONG_WORD - 1)

/** First names and patronymics that this word may be with two slips: they need no index, there are few. */
export const knownWithinTwo = (fold: string): string[] =>
  fold.length < LONG_WORD - 2 ? [] : KNOWN.filter((known) => known !== fold && withinTwo(fold, known))
