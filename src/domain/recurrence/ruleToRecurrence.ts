import { dayNumber, isDate, weekdayOfDay } from '@/domain/time/calendar'
import { FORM_WEEKDAYS, type MonthlyWeek, type Recurrence } from './form'
import type { Rule } from './rule'

type Shape = Pick<Recurrence, 'frequency' | 'weekdays' | 'monthlyOn' | 'monthlyWeek'>

const codes = (weekdays: readonly number[]): Shape['weekdays'] =>
  FORM_WEEKDAYS.filter((_, weekday) => weekdays.includes(weekday))

const isMonthlyWeek = (n: number | undefined): n is MonthlyWeek => n === 1 || n === 2 || n === 3 || n === 4 || n === -1

const weekly = (rule: Rule, date: string): Shape | null => {
  const own = weekdayOfDay(dayNumber(date))
  const weekdays = rule.byDay.length > 0 ? rule.byDay.map(({ weekday }) => weekday) : [own]
  // The form's weeks begin on Monday. That only matters if weeks are skipped in between.
  const anyWeekStart = rule.wkst === 0 || rule.interval === 1 || weekdays.every((weekday) => weekday === own)
  return anyWeekStart && rule.bySetPos.length === 0
    ? { frequency: 'weekly', weekdays: codes(weekdays), monthlyOn: null, monthlyWeek: null }
    : null
}

/** Accepts BYDAY=2TU and Outlook's spelling, BYDAY=TU;BYSETPOS=2. */
const onWeekday = (rule: Rule): Shape | null => {
  const [first] = rule.byDay
  if (!first || rule.byMonthDay.length > 0 || rule.byDay.some(({ n }) => n !== first.n)) return null
  const [position] = rule.bySetPos
  if (position !== undefined && (first.n !== 0 || rule.byDay.length > 1 || rule.bySetPos.length > 1)) return null
  const week = position ?? first.n
  if (!isMonthlyWeek(week)) return null
  return {
    frequency: 'monthly',
    weekdays: codes(rule.byDay.map(({ weekday }) => weekday)),
    monthlyOn: 'weekday',
    monthlyWeek: week,
  }
}

const monthly = (rule: Rule, date: string): Shape | null => {
  if (rule.byDay.length > 0) return onWeekday(rule)
  const own = Number(date.slice(8, 10))
  const [day = own, ...others] = rule.byMonthDay
  if (rule.bySetPos.length > 0 || others.length > 0 || (day !== own && day !== -1)) return null
  return { frequency: 'monthly', weekdays: [], monthlyOn: day === -1 ? 'lastDay' : 'dayOfMonth', monthlyWeek: null }
}

const daily = (rule: Rule): Shape | null =>
  rule.byDay.length + rule.byMonthDay.length + rule.bySetPos.length === 0
    ? { frequency: 'daily', weekdays: [], monthlyOn: null, monthlyWeek: null }
    : null

/** The form that produces the same dates from `date` on; null if the form can't express the rule. */
export const ruleToRecurrence = (rule: Rule, date: string): Recurrence | null => {
  if (rule.byMonth.length > 0 || (rule.until !== null && (!isDate(rule.until) || rule.until < date))) return null
  const shape =
    rule.freq === 'DAILY'
      ? daily(rule)
      : rule.freq === 'WEEKLY'
        ? weekly(rule, date)
        : rule.freq === 'MONTHLY'
          ? monthly(rule, date)
          : null
  if (!shape) return null
  const end = rule.count !== null ? 'count' : rule.until !== null ? 'until' : 'never'
  return { ...shape, interval: rule.interval, end, count: rule.count, until: rule.until }
}
