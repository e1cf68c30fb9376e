import type { Frequency } from '../rule'
import type { Nth } from './plan'
import { runsOf } from './runs'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
export const PERIODS: Record<Frequency, string> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' }

export const weekday = (number: number): string => WEEKDAYS[number] ?? ''
export const month = (number: number): string => MONTHS[number - 1] ?? ''
export const join = (items: readonly string[], word = 'and'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`

export const every = (freq: Frequency, interval: number): string =>
  interval === 1 ? `every ${PERIODS[freq]}` : `every ${interval} ${PERIODS[freq]}s`

const IN_WORDS = ['first', 'second', 'third', 'fourth', 'fifth']
const ordinalRules = new Intl.PluralRules('en', { type: 'ordinal' })
const figure = (number: number): string =>
  `${number}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[ordinalRules.select(number)]}`

/** "second", "last", "7th–13th". Words up to five if `words` is set; figures if any number is larger. */
export const ordinals = (numbers: readonly number[], words = true): string[] => {
  const runs = runsOf(numbers)
  const small = words && runs.every(([from, to]) => from === to && Math.abs(from) <= 5)
  const one = (number: number): string => (small ? (IN_WORDS[number - 1] ?? '') : figure(number))
  return runs.map(([from, to]) => {
    if (from > 0) return from === to ? one(from) : `${figure(from)}–${figure(to)}`
    if (from !== to) return to === -1 ? `last ${-from}` : `${figure(-to)}- to ${figure(-from)}-to-last`
    return from === -1 ? 'last' : `${from === -2 ? 'second' : one(-from)}-to-last`
  })
}

export const nth = ({ weekday: day, positions }: Nth): string =>
  positions.length === 0 ? `every ${weekday(day)}` : `the ${join(ordinals(positions))} ${weekday(day)}`

/** "the 1st, the 15th and the last day". */
export const days = (numbers: readonly number[], word = 'and'): string =>
  join(
    [
      ...ordinals(
        numbers.filter((number) => number > 0),
        false,
      ).map((day) => `the ${day}`),
      ...ordinals(numbers.filter((number) => number < 0)).map(
        (day) => `the ${day} ${/^last \d/.test(day) ? 'days' : 'day'}`,
      ),
    ],
    word,
  )

export const weekNames = (weeks: readonly number[], word = 'and'): string => {
  const numbers = runsOf(weeks.filter((week) => week > 0)).map(([from, to]) =>
    from === to ? `${from}` : `${from}–${to}`,
  )
  const several = numbers.length > 1 || numbers.some((number) => number.includes('–'))
  const fromEnd = ordinals(weeks.filter((week) => week < 0)).map(
    (week) => `the ${week} ${/^last \d/.test(week) ? 'weeks' : 'week'}`,
  )
  return (
    join([...(numbers.length > 0 ? [`week${several ? 's' : ''} ${join(numbers, word)}`] : []), ...fromEnd], word) +
    (fromEnd.length > 0 ? ' of the year' : '')
  )
}

export const inMonths = (months: readonly number[]): string => {
  const [run, ...others] = runsOf(months)
  return run && others.length === 0 && run[1] > run[0]
    ? `from ${month(run[0])} to ${month(run[1])}`
    : `in ${join(months.map(month))}`
}
export const ofMonths = (months: readonly number[]): string => join(months.map(month))
