import { expand, matches } from '@/domain/recurrence/expand'
import { formatRule } from '@/domain/recurrence/formatRule'
import { nearestMatch } from '@/domain/recurrence/nearestMatch'
import { parseRule } from '@/domain/recurrence/parseRule'
import type { Rule } from '@/domain/recurrence/rule'
import { EVERY_KIND_YEARS } from '@/domain/recurrence/series'
import { addDays } from '@/domain/time/calendar'
import { datesOf, type Series } from './series'

/**
 * The first date that fits into the weeks or months of the series as it runs: not into the week between two of them.
 */
const firstOf = (rule: Rule, date: string): string | null => {
  const to = addDays(date, EVERY_KIND_YEARS * 366)
  return expand({ rule: { ...rule, count: null }, date, to, limit: 1 }).dates[0] ?? nearestMatch(rule, date)
}

/**
 * A series that runs already and gets a rule its first date is not on, because a weekday was dropped: it goes on with
 * the next date that fits, from today on. The rhythm of "every two weeks" stays, and of "ten times" what is left.
 */
export const onItsRule = (series: Series, today: string): Series => {
  if (series.rrule === null || series.date > today) return series
  const rule = parseRule(series.rrule)
  const first = matches(rule, series.date) ? null : firstOf(rule, series.date)
  if (first === null) return series
  const all = { ...series, date: first, skipDates: [] }
  const [next = first] = datesOf(all, { from: today, limit: 1 })
  if (rule.count === null || next === first) return { ...series, date: next }
  const made = datesOf(all, { to: addDays(next, -1) }).length
  return { ...series, date: next, rrule: formatRule({ ...rule, count: rule.count - made }) }
}
