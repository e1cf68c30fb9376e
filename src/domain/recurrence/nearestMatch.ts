import { addDays } from '@/domain/time/calendar'
import { expand, matches } from './expand'
import type { Rule } from './rule'
import { EVERY_KIND_YEARS, tie } from './series'

/**
 * All variants of a rule on other first dates. Missing parts are taken from the date, so every value they can get is
 * tried.
 */
const variants = (rule: Rule, date: string): Rule[] => {
  const tied = tie(rule, date).rule
  if (tied === rule) return [rule]
  if (tied.byDay !== rule.byDay)
    return [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ ...rule, byDay: [{ n: 0, weekday }] }))
  return Array.from({ length: 31 }, (_, index) => ({ ...rule, byMonthDay: [index + 1] }))
}

/**
 * The next date from `date` on that a series of this rule can start with. A refusal suggests it
 * (RECURRENCE_DATE_MISMATCH). INTERVAL counts from the first date, so it doesn't matter here: for "every 2 weeks on
 * Tuesday" it is the coming Tuesday. Null if no date is possible.
 */
export const nearestMatch = (rule: Rule, date: string): string | null => {
  if (matches(rule, date)) return date
  const to = addDays(date, EVERY_KIND_YEARS * 366)
  const found = variants(rule, date).flatMap(
    (variant) => expand({ rule: { ...variant, interval: 1, count: null }, date, to, limit: 1 }).dates,
  )
  return found.sort()[0] ?? null
}
