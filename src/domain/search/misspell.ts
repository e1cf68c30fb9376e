import { typedOnEnglish, typedOnRussian } from './layout'
import { romanise, type Scheme } from './romanise'
import { begun, declined, diminutive, otherGender, spareWord, spokenPatronymic } from './spoken'

/** How people get a name wrong. Used by the benchmark and the tests. */
export type FullName = { lastName: string; firstName: string; middleName: string | null }
type Random = () => number

const KEYS = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const CYRILLIC = 'абвгдежзийклмнопрстуфхцчшщыьэюя'
const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)]

/** In two cases of three a neighbouring key, otherwise any letter. */
function wrongLetter(letter: string, random: Random): string {
  const alphabet = LATIN.includes(letter.toLowerCase()) ? LATIN : CYRILLIC
  const row = KEYS.find((keys) => keys.includes(letter.toLowerCase())) ?? alphabet
  const at = row.indexOf(letter.toLowerCase())
  const near = [row.charAt(at - 1), row.charAt(at + 1)].filter((one) => one !== '')
  return pick(random() < 0.66 ? near : Array.from(alphabet), random) ?? 'а'
}

/** One substitution, insertion, deletion or swap anywhere, including the first letter. */
export function typo(word: string, random: Random): string {
  const letters = Array.from(word)
  const at = Math.floor(random() * letters.length)
  const letter = letters[at] ?? ''
  const kind = pick(['replace', 'insert', 'drop', 'swap'] as const, random)
  if (kind === 'replace') return letters.with(at, wrongLetter(letter, random)).join('')
  if (kind === 'insert') return letters.toSpliced(at, 0, wrongLetter(letter, random)).join('')
  if (kind === 'drop' && letters.length > 3) return letters.toSpliced(at, 1).join('')
  const [next, from] = at + 1 < letters.length ? [letters[at + 1] ?? '', at] : [letters[at - 1] ?? '', at - 1]
  return letters.toSpliced(from, 2, ...(from === at ? [next, letter] : [letter, next])).join('')
}

const words = (name: FullName): string[] => [
  name.lastName,
  name.firstName,
  ...(name.middleName === null ? [] : [name.middleName]),
]
const yo = (text: string): string =>
  /ё/i.test(text) ? text.replace(/ё/g, 'е').replace(/Ё/g, 'Е') : text.replace('е', 'ё')
const scheme = (which: Scheme) => (name: FullName) => romanise(words(name).join(' '), which)

function oneTypo(name: FullName, random: Random): string {
  const parts = words(name)
  const at = Math.floor(random() * parts.length)
  return parts.map((part, i) => (i === at && part.length >= 3 ? typo(part, random) : part)).join(' ')
}

/** Two slips in one word of eight letters or more; the others as they are. */
function twoSlips(name: FullName, random: Random): string {
  const parts = words(name)
  const long = parts.flatMap((part, i) => (part.length >= 8 ? [i] : []))
  const at = pick(long, random)
  return parts.map((part, i) => (i === at ? typo(typo(part, random), random) : part)).join(' ')
}

function shuffled(name: FullName, random: Random): string {
  const { lastName, firstName, middleName } = name
  if (middleName === null) return `${firstName} ${lastName}`
  return (
    pick(
      [
        [firstName, middleName, lastName],
        [firstName, lastName, middleName],
        [middleName, firstName, lastName],
      ],
      random,
    )?.join(' ') ?? ''
  )
}

function initials({ lastName, firstName, middleName }: FullName, random: Random): string {
  const letters = [firstName, ...(middleName === null ? [] : [middleName])].map((part) => `${part.charAt(0)}.`)
  return random() < 0.5 ? `${lastName} ${letters.join(' ')}` : `${letters.join('')} ${lastName}`
}

export const MISSPELLINGS = {
  asIs: (name: FullName) => words(name).join(' '),
  typo: oneTypo,
  swappedOrder: shuffled,
  yo: (name: FullName) => yo(words(name).join(' ')),
  lowerCase: (name: FullName) => words(name).join(' ').toLowerCase(),
  layout: (name: FullName) => typedOnEnglish(words(name).join(' ').toLowerCase()),
  layoutOfLatin: (name: FullName) => typedOnRussian(romanise(words(name).join(' '), 'passport').toLowerCase()),
  passport: scheme('passport'),
  gost: scheme('gost'),
  everyday: scheme('everyday'),
  initials,
  noMiddle: (name: FullName) => `${name.lastName} ${name.firstName}`,
  typoNoMiddle: (name: FullName, random: Random) => oneTypo({ ...name, middleName: null }, random),
  layoutTypo: (name: FullName, random: Random) => typedOnEnglish(oneTypo(name, random).toLowerCase()),
  passportTypo: (name: FullName, random: Random) =>
    typo(romanise(name.lastName, 'passport'), random) +
    romanise(` ${name.firstName} ${name.middleName ?? ''}`, 'passport'),
  typoSwapped: (name: FullName, random: Random) => shuffled({ ...name, lastName: typo(name.lastName, random) }, random),
  twoSlips,
  begun,
  diminutive,
  otherGender: (name: FullName) => otherGender(name),
  declined,
  spokenPatronymic: (name: FullName) => spokenPatronymic(name),
  spareWord,
  doubleSurnameHalf: (name: FullName, random: Random) =>
    words({ ...name, lastName: pick(name.lastName.split('-'), random) ?? name.lastName }).join(' '),
} as const satisfies Record<string, (name: FullName, random: Random) => string>

export type Misspelling = keyof typeof MISSPELLINGS

const plain = (...parts: readonly (string | null | undefined)[]): string =>
  parts.join(' ').toLowerCase().replaceAll('ё', 'е')

const WITHOUT_MIDDLE: readonly Misspelling[] = [
  'noMiddle',
  'typoNoMiddle',
  'diminutive',
  'otherGender',
  'spareWord',
  'declined',
  'begun',
]

/** What such a query says about the person. Anybody else who fits it is an equally right answer. */
export const toldBy = (kind: Misspelling, { lastName, firstName, middleName }: FullName): string => {
  if (kind === 'initials') return plain(lastName, firstName.charAt(0), middleName?.charAt(0))
  return WITHOUT_MIDDLE.includes(kind) ? plain(lastName, firstName) : plain(lastName, firstName, middleName)
}
