import { type Run, runsOf } from './runs'

export type Gender = 'm' | 'f' | 'n'
export type Case = 'nominative' | 'accusative'

type Weekday = { nominative: string; accusative: string; genitive: string; dative: string; gender: Gender }
const weekday = (
  nominative: string,
  accusative: string,
  genitive: string,
  dative: string,
  gender: Gender,
): Weekday => ({ nominative, accusative, genitive, dative, gender })

export const WEEKDAYS: readonly Weekday[] = [
  weekday('понедельник', 'понедельник', 'понедельника', 'понедельникам', 'm'),
  weekday('вторник', 'вторник', 'вторника', 'вторникам', 'm'),
  weekday('среда', 'среду', 'среды', 'средам', 'f'),
  weekday('четверг', 'четверг', 'четверга', 'четвергам', 'm'),
  weekday('пятница', 'пятницу', 'пятницы', 'пятницам', 'f'),
  weekday('суббота', 'субботу', 'субботы', 'субботам', 'f'),
  weekday('воскресенье', 'воскресенье', 'воскресенья', 'воскресеньям', 'n'),
]
export const weekdayName = (number: number): Weekday => WEEKDAYS[number] as Weekday

const MONTHS = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
]
const MONTHS_IN = [
  'январе',
  'феврале',
  'марте',
  'апреле',
  'мае',
  'июне',
  'июле',
  'августе',
  'сентябре',
  'октябре',
  'ноябре',
  'декабре',
]
const MONTHS_TO = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
]

export const monthOf = (month: number): string => MONTHS[month - 1] ?? ''

export const join = (items: readonly string[], word = 'и'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

/** "марта и июня". A range of months has no shorter genitive, so all are listed. */
export const ofMonths = (months: readonly number[]): string => join(months.map(monthOf))

/** "в марте и июне", "с июня по август". */
export const inMonths = (months: readonly number[]): string => {
  const [run, ...others] = runsOf(months)
  if (run && others.length === 0 && run[1] > run[0]) return `с ${monthOf(run[0])} по ${MONTHS_TO[run[1] - 1]}`
  return `в ${join(months.map((month) => MONTHS_IN[month - 1] ?? ''))}`
}

/** "во вторник", "во второй", "во 2-й". */
export const into = (words: string): string => `${/^(вт|2-)/.test(words) ? 'во' : 'в'} ${words}`

export const EACH: Record<Gender, string> = { m: 'каждый', f: 'каждую', n: 'каждое' }

const STEMS = ['перв', 'втор', 'трет', 'четвёрт', 'пят']
const endingOf = (gender: Gender, form: Case): string =>
  gender === 'n' ? 'ое' : gender === 'm' ? 'ый' : form === 'accusative' ? 'ую' : 'ая'

const inWords = (number: number, gender: Gender, form: Case): string => {
  if (number === 3)
    return gender === 'n' ? 'третье' : gender === 'm' ? 'третий' : form === 'accusative' ? 'третью' : 'третья'
  return `${STEMS[number - 1]}${number === 2 && gender === 'm' ? 'ой' : endingOf(gender, form)}`
}

const suffixOf = (gender: Gender, form: Case): string =>
  gender === 'n' ? 'е' : gender === 'm' ? 'й' : form === 'accusative' ? 'ю' : 'я'

const fromEnd = (last: Run, small: boolean, gender: Gender, form: Case): string => {
  const [near, far] = [-last[1], -last[0]]
  if (near !== far) return `${near}–${far}-${suffixOf(gender, form)} с конца`
  const ending = gender === 'n' ? 'ее' : gender === 'm' ? 'ий' : form === 'accusative' ? 'юю' : 'яя'
  if (near <= 2) return `${near === 2 ? 'пред' : ''}последн${ending}`
  return `${small ? inWords(near, gender, form) : `${near}-${suffixOf(gender, form)}`} с конца`
}

/** "второй", "вторую", "последнее", "7–13-й". Words up to five, figures if any number is larger. */
export const ordinals = (numbers: readonly number[], gender: Gender, form: Case): string[] => {
  const runs = runsOf(numbers)
  const small = runs.every(([from, to]) => from === to && Math.abs(from) <= 5)
  return runs.map((run) => {
    const [from, to] = run
    if (from < 0) return fromEnd(run, small, gender, form)
    return small ? inWords(from, gender, form) : `${from === to ? from : `${from}–${to}`}-${suffixOf(gender, form)}`
  })
}

const plurals = new Intl.PluralRules('ru')
/** день, дня, дней. */
export const plural = (number: number, [one, few, many]: readonly [string, string, string]): string => {
  const category = plurals.select(number)
  return category === 'one' ? one : category === 'few' ? few : many
}

/** Figures that all take the same ending: "15-го" числа, "20-й" недели, "последней" недели. */
export const figures = (numbers: readonly number[], suffix: string, last = ''): string[] =>
  runsOf(numbers).map(([from, to]) => {
    const [low, high] = from < 0 ? [-to, -from] : [from, to]
    if (from < 0 && high <= 2 && low === high) return `${high === 2 ? 'пред' : ''}${last}`
    return `${low === high ? low : `${low}–${high}`}-${suffix}${from < 0 ? ' с конца' : ''}`
  })
