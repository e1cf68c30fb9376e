import { toldBy, type FullName, type Misspelling } from './misspell'
import { declined, formsOfName, hasGender, spokenPatronymic } from './spoken'

/** Which people a kind of query can be about, and who else fits it, for the benchmark and the tests. */

const plain = (name: string): string => name.toLowerCase().replaceAll('ё', 'е')
const first = (): number => 0

export function canBe(kind: Misspelling, name: FullName): boolean {
  const { lastName, firstName, middleName } = name
  switch (kind) {
    case 'yo':
      return /[её]/i.test(`${lastName} ${firstName}`)
    case 'doubleSurnameHalf':
      return lastName.includes('-')
    case 'noMiddle':
    case 'typoNoMiddle':
      return middleName !== null
    case 'begun':
      return lastName.length > 3
    case 'twoSlips':
      return [lastName, firstName, middleName ?? ''].some((word) => word.length >= 8)
    case 'diminutive':
      return formsOfName(firstName).length > 0
    case 'otherGender':
      return hasGender(name)
    case 'declined':
      return declined(name, first) !== `${lastName} ${firstName}`
    case 'spokenPatronymic':
      return middleName !== null && !spokenPatronymic(name).endsWith(middleName)
    default:
      return true
  }
}

/** Kinds for which somebody else may fit without being told the same. */
const BY_QUERY: readonly Misspelling[] = ['begun', 'diminutive']

function fitsQuery(kind: Misspelling, q: string, other: FullName): boolean {
  const [a = '', b = ''] = plain(q).split(' ')
  const [last, name] = [plain(other.lastName), plain(other.firstName)]
  if (kind === 'begun') return (last.startsWith(a) && name.startsWith(b)) || (last.startsWith(b) && name.startsWith(a))
  const called = [name, ...formsOfName(other.firstName).map(plain)]
  return (last === a && called.includes(b)) || (last === b && called.includes(a))
}

/** How many of these people fit a query about one of them, that one included. */
export class Fitting {
  private readonly told = new Map<Misspelling, Map<string, number>>()
  private readonly byStart = new Map<string, FullName[]>()

  constructor(private readonly people: readonly FullName[]) {
    for (const person of people)
      for (const start of new Set([person.lastName, person.firstName].map((name) => plain(name).slice(0, 3)))) {
        const known = this.byStart.get(start)
        if (known === undefined) this.byStart.set(start, [person])
        else known.push(person)
      }
  }

  count(kind: Misspelling, q: string, person: FullName): number {
    if (BY_QUERY.includes(kind)) {
      const near = this.byStart.get(plain(person.lastName).slice(0, 3)) ?? []
      return near.filter((other) => fitsQuery(kind, q, other)).length
    }
    let told = this.told.get(kind)
    if (told === undefined) {
      told = new Map()
      for (const other of this.people) {
        const what = toldBy(kind, other)
        told.set(what, (told.get(what) ?? 0) + 1)
      }
      this.told.set(kind, told)
    }
    return told.get(toldBy(kind, person)) ?? 1
  }
}

/** Whether somebody found is an equally right answer. */
export const isRight = (kind: Misspelling, q: string, person: FullName, found: FullName): boolean =>
  BY_QUERY.includes(kind) ? fitsQuery(kind, q, found) : toldBy(kind, found) === toldBy(kind, person)
