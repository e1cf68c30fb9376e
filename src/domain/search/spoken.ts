import { CALLED } from './names/diminutives'
import type { FullName } from './misspell'

/**
 * How people say and begin a name, for the benchmark and the tests. Written from the rules of Russian and not from
 * endings.ts, patronymics.ts and the rest, so that each can reveal errors in the other.
 */
type Random = () => number

const pick = <T>(list: readonly T[], random: Random): T | undefined => list[Math.floor(random() * list.length)]
const isWoman = ({ firstName, lastName, middleName }: FullName): boolean =>
  middleName === null ? /(ва|на|ая)$/.test(lastName) || /[ая]$/.test(firstName) : /на$/.test(middleName)

/** At least three letters of the surname and one of the first name, in either order. */
export function begun({ lastName, firstName }: FullName, random: Random): string {
  const cut = (name: string, least: number): string =>
    name.slice(0, least + Math.floor(random() * Math.max(1, name.length - least)))
  const parts = [cut(lastName, 3), cut(firstName, 1)]
  return (random() < 0.7 ? parts : parts.reverse()).join(' ')
}

/** The forms under which a first name is called, without those that are the name itself. */
export const formsOfName = (firstName: string): string[] =>
  CALLED.filter(({ name }) => name === firstName).flatMap(({ forms }) => forms)

export const diminutive = ({ lastName, firstName }: FullName, random: Random): string => {
  const form = pick(formsOfName(firstName), random) ?? firstName
  return random() < 0.7 ? `${lastName} ${form}` : `${form} ${lastName}`
}

/** Whether the surname has the ending of a gender. */
export const hasGender = ({ lastName }: FullName): boolean =>
  /(ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская)$/.test(lastName)

const otherEnding = (surname: string): string => {
  if (/(ов|ев|ёв|ин|ын)$/.test(surname)) return `${surname}а`
  if (/(ова|ева|ёва|ина|ына)$/.test(surname)) return surname.slice(0, -1)
  return surname.replace(/ский$/, 'ская~').replace(/ская$/, 'ский').replace('~', '')
}

export const otherGender = ({ lastName, firstName }: FullName): string => `${otherEnding(lastName)} ${firstName}`

type Case = 'dative' | 'accusative'

function declinedSurname(surname: string, woman: boolean, to: Case): string {
  const dative = to === 'dative'
  if (woman) {
    if (/(ов|ев|ёв|ин|ын)а$/.test(surname)) return surname.slice(0, -1) + (dative ? 'ой' : 'у')
    return surname.endsWith('ая') ? surname.slice(0, -2) + (dative ? 'ой' : 'ую') : surname
  }
  if (/ский$|цкий$/.test(surname)) return surname.slice(0, -2) + (dative ? 'ому' : 'ого')
  if (/(ой|ий|ый)$/.test(surname)) return surname
  return /[бвгджзклмнпрстфхцчшщ]$/.test(surname) && !/[иы]х$/.test(surname) ? surname + (dative ? 'у' : 'а') : surname
}

const IRREGULAR: Readonly<Record<string, string>> = { Павел: 'Павл', Лев: 'Льв', Пётр: 'Петр' }

function declinedName(name: string, woman: boolean, to: Case): string {
  const dative = to === 'dative'
  const stem = name.slice(0, -1)
  if (name.endsWith('ия')) return stem + (dative ? 'и' : 'ю')
  if (name.endsWith('я')) return stem + (dative ? 'е' : 'ю')
  if (name.endsWith('а')) return stem + (dative ? 'е' : 'у')
  if (woman) return name === 'Любовь' && dative ? 'Любови' : name
  if (/[йь]$/.test(name)) return stem + (dative ? 'ю' : 'я')
  return /[бвгджзклмнпрстфхцчшщ]$/.test(name) ? (IRREGULAR[name] ?? name) + (dative ? 'у' : 'а') : name
}

/** «Иванову Марину», «Зубкову Константину Петровичу». */
export function declined(name: FullName, random: Random): string {
  const woman = isWoman(name)
  const to: Case = random() < 0.5 ? 'dative' : 'accusative'
  const { lastName, firstName, middleName } = name
  const middle = middleName !== null && random() < 0.4 ? [declinedName(middleName, woman, to)] : []
  const surname = lastName
    .split('-')
    .map((half) => declinedSurname(half, woman, to))
    .join('-')
  return [surname, declinedName(firstName, woman, to), ...middle].join(' ')
}

/** «Иваныч», «Сергеич», «Николавна». */
export function spokenPatronymic({ lastName, firstName, middleName }: FullName): string {
  const spoken = (middleName ?? '')
    .replace(/^Павлович$/, 'Палыч')
    .replace(/^Александрович$/, 'Саныч')
    .replace(/^Михайлович$/, 'Михалыч')
    .replace(/(?<=.{3})[ео]вич$/, (end) => (end.startsWith('о') ? 'ыч' : 'ич'))
    .replace(/(?<=.{3})аевна$/, 'авна')
  return `${lastName} ${firstName} ${spoken}`.trim()
}

const BEFORE = ['гр.', 'гражданин', 'карта', 'новый', 'позвать', 'высокий']
const AFTER = ['из Твери', 'новый', 'с собакой', 'хромает', 'с Курского', 'тел.']

export const spareWord = ({ lastName, firstName }: FullName, random: Random): string =>
  random() < 0.5
    ? `${pick(BEFORE, random)} ${lastName} ${firstName}`
    : `${lastName} ${firstName} ${pick(AFTER, random)}`
