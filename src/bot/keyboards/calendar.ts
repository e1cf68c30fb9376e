import { dayNumber, weekdayOfDay } from '@/domain/time/calendar'
import { say } from '../format/say'
import { button, type Button } from '../turn'

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const
const WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const

/** The title of a month written `YYYY-MM`. */
export const monthTitle = (month: string): string => {
  const name = MONTHS[Number(month.slice(5, 7)) - 1]
  return name === undefined ? month : `${say(`bot.months.${name}`)} ${month.slice(0, 4)}`
}

/** One month as rows of weeks, Monday first, without weeks that have nothing to tap. The arrows skip empty months. */
export const calendar = (dates: readonly string[], month: string): Button[][] => {
  const months = [...new Set(dates.map((date) => date.slice(0, 7)))].sort()
  const weeks = new Map<number, Button[]>()
  for (const date of dates.filter((one) => one.startsWith(month))) {
    const day = dayNumber(date)
    const weekday = weekdayOfDay(day)
    const week = weeks.get(day - weekday) ?? Array.from({ length: 7 }, () => button('·', 'none'))
    week[weekday] = button(String(Number(date.slice(8))), 'date', { arg: date })
    weeks.set(day - weekday, week)
  }
  const at = months.indexOf(month)
  const arrows = [months[at - 1], months[at + 1]].flatMap((other, index) =>
    other === undefined || at < 0
      ? []
      : [button(index === 0 ? `‹ ${monthTitle(other)}` : `${monthTitle(other)} ›`, 'month', { arg: other })],
  )
  return [
    WEEKDAYS.map((day) => button(say(`bot.weekdays.${day}`), 'none')),
    ...[...weeks].sort(([a], [b]) => a - b).map(([, week]) => week),
    ...(arrows.length > 0 ? [arrows] : []),
  ]
}
