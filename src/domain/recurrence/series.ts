import { dayNumber, LAST_DATE, monthOfDay, weekdayOfDay, yearOfDay, yearStart } from '@/domain/time/calendar'
import { positionsOf } from './positions'
import type { Rule } from './rule'
import { namedWeeks, weekYear } from './weekNumbers'
import { yearDaysOf } from './yearDays'

/** The search ends here, whatever the rule: the last day the product knows (see isDate). */
export const LAST_DAY = dayNumber(LAST_DATE)

/** A rule tied to its first date: everything RFC 5545 takes from DTSTART is filled in. */
export type Series = {
  readonly rule: Rule
  /** Day number of DTSTART. */
  readonly start: number
}

/**
 * "Information not contained in the rule is derived from DTSTART." rrule.js takes every day of the
 * week for BYWEEKNO without a weekday; the RFC means DTSTART's.
 */
export const tie = (rule: Rule, date: string): Series => {
  const start = dayNumber(date)
  const monthDay = Number(date.slice(8, 10))
  const weekday = { n: 0, weekday: weekdayOfDay(start) }
  const named = rule.byDay.length > 0 || rule.byMonthDay.length > 0 || rule.byYearDay.length > 0
  if (named || rule.freq === 'DAILY') return { rule, start }
  if (rule.freq === 'WEEKLY' || rule.byWeekNo.length > 0) return { rule: { ...rule, byDay: [weekday] }, start }
  if (rule.freq === 'MONTHLY') return { rule: { ...rule, byMonthDay: [monthDay] }, start }
  const byMonth = rule.byMonth.length > 0 ? rule.byMonth : [Number(date.slice(5, 7))]
  return { rule: { ...rule, byMonth, byMonthDay: [monthDay] }, start }
}

/** Which interval of the rule a day belongs to, as a number that grows by one per interval. */
const periodOf = ({ freq, wkst, byWeekNo }: Rule, day: number, year: number): number => {
  if (freq === 'DAILY') return day
  if (freq === 'WEEKLY') return Math.floor((day + 3 - wkst) / 7)
  if (freq === 'MONTHLY') return year * 12 + monthOfDay(day, year)
  // Weeks belong to the year that has most of their days: 31 December may be in next year's week 1.
  return byWeekNo.length > 0 ? weekYear(day, wkst) : year
}

/** A day at or before the first one of the interval that `day` is in. */
const beforePeriod = (rule: Rule, day: number): number => {
  if (rule.freq === 'DAILY') return day
  if (rule.freq === 'WEEKLY') return day - 6
  if (rule.freq === 'MONTHLY') return day - 30
  return rule.byWeekNo.length > 0 ? yearStart(weekYear(day, rule.wkst)) - 3 : yearStart(yearOfDay(day))
}

/**
 * Calls `visit` with the rule's days from `from` (at least DTSTART) to `to` in order, until it
 * answers false. COUNT and UNTIL are left to the caller. The work is bounded by the days between
 * DTSTART's or from's interval and `to`: 400,000 at the very most, a few milliseconds.
 */
export const walk = ({ rule, start }: Series, from: number, to: number, visit: (day: number) => boolean): void => {
  const end = Math.min(to, LAST_DAY)
  const begin = Math.max(from, start)
  const positions = rule.bySetPos.length > 0 ? positionsOf(rule.bySetPos, rule.freq) : undefined
  if (begin > end || positions === null) return
  const daysOf = yearDaysOf(rule, rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? 'month' : 'year')
  const weekYearOf = rule.byWeekNo.length > 0 ? namedWeeks(rule.byWeekNo, rule.wkst) : null
  const first = periodOf(rule, start, yearOfDay(start))
  const scan = beforePeriod(rule, begin)
  const visitInside = (day: number): boolean => day < begin || (day <= end && visit(day))
  let current = first

  // The interval that `end` falls into may itself end in the next year.
  const lastYear = yearOfDay(end) + (positions ? 1 : 0)
  for (let year = yearOfDay(scan); year <= lastYear; year++) {
    if (rule.freq === 'YEARLY' && !weekYearOf && (year - first) % rule.interval !== 0) continue
    const jan1 = yearStart(year)
    for (const dayOfYear of daysOf(year)) {
      const day = jan1 + dayOfYear
      if (day < scan) continue
      const period = weekYearOf ? weekYearOf(day) : periodOf(rule, day, year)
      if (period === null || period < first || (period - first) % rule.interval !== 0) continue
      if (!positions) {
        if (!visitInside(day)) return
        continue
      }
      if (period !== current) {
        if (!positions.flush(visitInside) || day > end) return
        current = period
      }
      positions.add(day)
    }
  }
  positions?.flush(visitInside)
}
