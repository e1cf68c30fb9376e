import { addDays } from '@/domain/time/calendar'
import { expand, matches } from './expand'
import type { Rule } from './rule'
import { EVERY_KIND_YEARS, tie } from './series'

/**
 * What a rule can mean on other first dates: parts it leaves open are taken from the date, so each
 * value they may get is tried.
 */
const variants = (rule: Rule, date: string): Rule[] => {
  const tied = tie(rule, date).rule
  if (tied === rule) return [rule]
  if (tied.byDay !== rule.byDay)
    return [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ ...rule, byDay: [{ n: 0, weekday }] }))
  return Array.from({ length: 31 }, (_, index) => ({ ...rule, byMonthDay: [index + 1] }))
}

/**
 * The next date, from `date` on, on which a series of this rule may begin: the one a refusal offers
 * (RECURRENCE_DATE_MISMATCH). INTERVAL counts from the first date, so it plays no part here: for
 * "every 2 weeks on Tuesday" the coming Tuesday is offered. Null when no date will do.
 */
export const nearestMatch = (rule: Rule, date: string): string | null => {
  if (matches(rule, date)) return date
  const to = addDays(date, EVERY_KIND_YEARS * 366)
  const found = variants(rule, date).flatMap(
    (variant) => expand({ rule: { ...variant, interval: 1, count: null }, date, to, limit: 1 }).dates,
  )
  return found.sort()[0] ?? null
}
