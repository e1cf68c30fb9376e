import { FEMALE, MALE, type Circle } from './first-names'
import { surnameFor } from './grammar'
import { patronymic, type Gender } from './patronymics'
import { generator, picker, type Picker, type Random } from './random'
import { ENDINGS, ROOTS, SURNAMES } from './surnames'

export type Person = {
  gender: Gender
  lastName: string
  firstName: string
  middleName: string | null
  birthYear: number | null
  phone: string | null
}

const words = (list: string): string[] => list.trim().split(/\s+/)
const weighted = (list: string): Picker =>
  picker(words(list).map((entry) => [entry.split(':')[0] ?? entry, Number(entry.split(':')[1] ?? 1)]))

/**
 * Surname frequencies fall slowly at first and then fast. Иванов is about one in ninety, all rare ones together a
 * quarter.
 */
function surnames(circle: Circle): Picker {
  const common = words(SURNAMES[circle]).map((surname, i): [string, number] => [surname, 100 / (i + 12) ** 0.8])
  if (circle === 'eastern') return picker(common)
  const share = common.reduce((sum, [, weight]) => sum + weight, 0) / 3
  const rare = [...new Set(words(ROOTS))].flatMap((root) =>
    words(/[жчшщцй]$/.test(root) ? ENDINGS.soft : ENDINGS.usual).map((ending) => root + ending),
  )
  return picker([...common, ...rare.map((surname): [string, number] => [surname, share / rare.length])])
}

const LISTS: Readonly<Record<Circle, { male: Picker; female: Picker; surname: Picker }>> = {
  slavic: { male: weighted(MALE.slavic), female: weighted(FEMALE.slavic), surname: surnames('slavic') },
  eastern: { male: weighted(MALE.eastern), female: weighted(FEMALE.eastern), surname: surnames('eastern') },
}

/**
 * No Russian operator has code 945, so nobody can be called by mistake, but libphonenumber accepts it as a mobile
 * number. Multiplying by an odd number that is not divisible by 5 gives no repetitions below ten million.
 */
const phoneOf = (index: number): string =>
  `+7945${String((index * 7_368_787 + 1_234_567) % 10_000_000).padStart(7, '0')}`

/** Most visitors were born between 1955 and 1995. Adding three random numbers gives a bell curve. */
const bornIn = (random: Random): number => 1938 + Math.floor(((random() + random() + random()) / 3) * 70)

/** Returns the same person for the same numbers, independent of earlier calls. Three in four are men, as in reality. */
export function personAt(seed: number, index: number): Person {
  const random = generator(seed, index)
  const gender: Gender = random() < 0.75 ? 'male' : 'female'
  const lists = LISTS[random() < 0.88 ? 'slavic' : 'eastern']
  const lastName = surnameFor(lists.surname(random()), gender)
  const firstName = lists[gender](random())
  const middleName = patronymic(lists.male(random()), gender)
  return {
    gender,
    lastName,
    firstName,
    middleName: random() < 0.15 ? null : middleName,
    birthYear: random() < 0.3 ? null : bornIn(random),
    phone: random() < 0.55 ? null : phoneOf(index),
  }
}
