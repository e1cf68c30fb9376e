import type { Frequency } from '../rule'
import { areWorking, type Main, type Nth, type Plan, saysMonths } from './plan'
import {
  EACH,
  figures,
  type Gender,
  into,
  join,
  monthOf,
  ofMonths,
  ordinals,
  plural,
  weekdayName,
} from './russianWords'

const PERIODS: Record<Frequency, readonly [Gender, string, string, string]> = {
  DAILY: ['m', 'день', 'дня', 'дней'],
  WEEKLY: ['f', 'неделю', 'недели', 'недель'],
  MONTHLY: ['m', 'месяц', 'месяца', 'месяцев'],
  YEARLY: ['m', 'год', 'года', 'лет'],
}
export const OF_PERIOD: Record<Frequency | 'week' | 'month' | 'year', string> = {
  DAILY: 'дня',
  WEEKLY: 'недели',
  MONTHLY: 'месяца',
  YEARLY: 'года',
  week: 'недели',
  month: 'месяца',
  year: 'года',
}

/** "каждый месяц", "каждые 2 недели", "каждый 21 день". */
const every = (freq: Frequency, interval: number): string => {
  const [gender, ...forms] = PERIODS[freq]
  if (interval === 1) return `${EACH[gender]} ${forms[0]}`
  const form = plural(interval, forms)
  return form === forms[0] ? `${EACH[gender]} ${interval} ${form}` : `каждые ${interval} ${form}`
}

/** "второй вторник", "первое и последнее воскресенье". */
const nth = ({ weekday, positions }: Nth): string => {
  const { accusative, gender } = weekdayName(weekday)
  return positions.length === 0 ? accusative : `${join(ordinals(positions, gender, 'accusative'))} ${accusative}`
}
const eachOf = (item: Nth): string => `${EACH[weekdayName(item.weekday).gender]} ${nth(item)}`

const ofWeeks = (weeks: readonly number[]): string => `${join(figures(weeks, 'й', 'последней'))} недели`

/** "1-го и 15-го числа и в последний день"; the word differs after a date and after a day. */
const onDays = (days: readonly number[], afterDate: string, afterDay: string): string => {
  const dates = days.filter((day) => day > 0)
  const fromEnd = days.filter((day) => day < 0)
  return [
    ...(dates.length > 0 ? [`${join(figures(dates, 'го'))} числа${fromEnd.length > 0 ? '' : afterDate}`] : []),
    ...(fromEnd.length > 0
      ? [`${into(join(ordinals(fromEnd, 'm', 'accusative')))} день${dates.length > 0 ? afterDate : afterDay}`]
      : []),
  ].join(' и ')
}

/** Monthly in chosen months is the same as yearly in each of them. */
const yearHead = ({ freq, interval }: Plan): string => every('YEARLY', freq === 'YEARLY' ? interval : 1)

const monthDays = (plan: Plan, days: readonly number[]): string => {
  const { freq, interval, months } = plan
  if (months.length > 0 && saysMonths(plan)) {
    const [day = 0, ...others] = days
    const dates = months.map((month) => `${day} ${monthOf(month)}`)
    if (others.length === 0 && day > 0 && months.length <= 4) return `${yearHead(plan)} ${join(dates)}`
    return `${yearHead(plan)} ${onDays(days, ` ${ofMonths(months)}`, ` ${ofMonths(months)}`)}`
  }
  if (interval === 1) return onDays(days, ' каждого месяца', ' месяца')
  return freq === 'YEARLY'
    ? `${every(freq, interval)} ${onDays(days, ' каждого месяца', ' каждого месяца')}`
    : `${every(freq, interval)} ${onDays(days, '', ' месяца')}`
}

const nthWeekdays = (plan: Plan, items: readonly Nth[], scope: 'month' | 'year'): string => {
  const { freq, interval, months } = plan
  const inside = items.map((item) => into(item.positions.length === 0 ? eachOf(item) : nth(item)))
  if (scope === 'year') return `${every('YEARLY', interval)} ${join(inside)} года`
  if (months.length > 0 && saysMonths(plan)) return `${yearHead(plan)} ${join(inside)} ${ofMonths(months)}`
  if (interval === 1) return `${join(items.map(eachOf))} месяца`
  return `${every(freq, interval)} ${join(inside)} ${freq === 'YEARLY' ? 'каждого месяца' : 'месяца'}`
}

/** The main part: "каждый вторник", "каждые 2 месяца 15-го числа". */
export const daysInRussian = (plan: Plan, main: Main): string => {
  const { freq, interval, months, weeks } = plan
  const head = every(freq, interval)
  switch (main.kind) {
    case 'period':
      return weeks.length > 0 ? `${head} на ${join(figures(weeks, 'й', 'последней'))} неделе` : head
    case 'everyDay':
      if (weeks.length > 0) return `${head} во все дни ${ofWeeks(weeks)}`
      return interval === 1 ? 'ежедневно' : freq === 'DAILY' ? head : `${head} во все дни`
    case 'weekdays': {
      const names = main.weekdays.map(weekdayName)
      if (weeks.length > 0) return `${head} ${into(join(names.map(({ accusative }) => accusative)))} ${ofWeeks(weeks)}`
      const working = areWorking(main.weekdays)
      if (interval > 1) return `${head} ${working ? 'по будням' : `по ${join(names.map(({ dative }) => dative))}`}`
      return working
        ? 'по будням'
        : `${EACH[names[0]?.gender ?? 'm']} ${join(names.map(({ accusative }) => accusative))}`
    }
    case 'nth':
      return nthWeekdays(plan, main.items, main.scope)
    case 'monthDays':
      return monthDays(plan, main.days)
    case 'yearDays':
      return `${head} ${into(join(ordinals(main.days, 'm', 'accusative')))} день года`
    case 'dayOfKind': {
      const kind = main.of === 'working' ? 'рабочий' : 'выходной'
      const day = `${into(join(ordinals(main.positions, 'm', 'accusative')))} ${kind} день`
      if (main.scope === 'month' && months.length > 0 && saysMonths(plan))
        return `${yearHead(plan)} ${day} ${ofMonths(months)}`
      return interval === 1 && freq !== 'YEARLY'
        ? `${day} ${OF_PERIOD[main.scope]}`
        : `${head} ${day} ${OF_PERIOD[main.scope]}`
    }
  }
}
