import { folds } from '../fold'
import { plainLower } from '../text'
import { FOREIGN } from './foreign'
import { MEN } from './men'
import { WOMEN } from './women'

/** A name and what its bearers are called. */
export type Called = { name: string; forms: string[] }

const read = (table: string): Called[] =>
  table.split(',').map((line) => {
    const [name = '', ...forms] = line.trim().split(/\s+/)
    return { name, forms: [...new Set(forms)].filter((form) => form !== name) }
  })

export const CALLED: readonly Called[] = [...read(MEN), ...read(WOMEN), ...read(FOREIGN)]
export const MENS_NAMES: readonly string[] = read(MEN).map(({ name }) => name)

const foldOf = (word: string): string => folds(plainLower(word))[0] ?? ''

const fullOf = new Map<string, Set<string>>()
const formsOf = new Map<string, Set<string>>()
for (const { name, forms } of CALLED) {
  const full = foldOf(name)
  const known = formsOf.get(full) ?? new Set<string>()
  for (const form of forms.map(foldOf)) {
    known.add(form)
    fullOf.set(form, (fullOf.get(form) ?? new Set()).add(full))
  }
  formsOf.set(full, known)
}

/** Folds of every full name and form. */
export const isFirstName = (fold: string): boolean => formsOf.has(fold) || fullOf.has(fold)
export const fullNames: readonly string[] = [...formsOf.keys()]

/**
 * What the bearer of this name may be recorded as: the full names a form stands for, and every form of those. Two full
 * names that share a form (Саша: Александр, Александра) are not related to each other.
 */
export function alsoCalled(fold: string): string[] {
  const full = [...(formsOf.has(fold) ? [fold] : []), ...(fullOf.get(fold) ?? [])]
  const all = new Set(full.flatMap((name) => [name, ...(formsOf.get(name) ?? [])]))
  all.delete(fold)
  return [...all]
}

/** «Кост» is on the way to Костя: full names by the beginnings of their forms. */
export const SHORTEST_BEGINNING = 4
const byBeginning = new Map<string, Set<string>>()
for (const [form, full] of fullOf)
  for (let length = SHORTEST_BEGINNING; length < form.length; length++) {
    const known = byBeginning.get(form.slice(0, length)) ?? new Set()
    byBeginning.set(form.slice(0, length), new Set([...known, ...full]))
  }

export const begunForms = (start: string): string[] => [...(byBeginning.get(start) ?? [])]
