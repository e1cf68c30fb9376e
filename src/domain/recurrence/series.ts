import { dayNumber, LAST_DATE, monthOfDay, weekdayOfDay, yearOfDay, yearStart } from '@/domain/time/calendar'
import { positionsOf } from './positions'
import type { Rule } from './rule'
import { daysOfWeeks, weekYear } from './weekNumbers'
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

/** The year whose intervals a day is in: with numbered weeks, the one its week is numbered in. */
const yearOf = ({ byWeekNo, wkst }: Rule, day: number): number =>
  byWeekNo.length > 0 ? weekYear(day, wkst) : yearOfDay(day)

/** Which interval of the rule a day belongs to, as a number that grows by one per interval. */
const periodOf = ({ freq, wkst }: Rule, day: number, year: number): number =>
  freq === 'DAILY'
    ? day
    : freq === 'WEEKLY'
      ? Math.floor((day + 3 - wkst) / 7)
      : freq === 'MONTHLY'
        ? year * 12 + monthOfDay(day, year)
        : year

/** The days that the BY parts name in a year, counted from `base`. BYSETPOS is left aside. */
type Source = (year: number) => { base: number; days: ArrayLike<number> }

const sourceOf = (rule: Rule): Source => {
  const daysOf = yearDaysOf(rule, rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? 'month' : 'year')
  if (rule.byWeekNo.length === 0) return (year) => ({ base: yearStart(year), days: daysOf(year) })
  const daysIn = daysOfWeeks(rule.byWeekNo, rule.wkst, daysOf)
  return (year) => ({ base: 0, days: daysIn(year) })
}

/**
 * Within as many years every kind of year comes up: 28 of them differ in their weekdays and in the
 * leap years beside them, any 28 years in a row show all, and a century without a leap year starts
 * such a row anew at most once in a hundred.
 */
export const EVERY_KIND_YEARS = 100

export type Range = {
  readonly from: number
  readonly to: number
  /** COUNT: how many days the rule makes in all, also those before `from`. */
  readonly count: number | null
}

/**
 * Calls `visit` with the rule's days between `from` (at least DTSTART) and `to` in order, until it
 * answers false. The work is bounded by the days between the two, 400,000 at the very most and some
 * milliseconds: whole years are passed over where INTERVAL leaves them out or where they are only
 * counted, and a rule of every interval that has no day in 100 years is given up.
 */
export const walk = ({ rule, start }: Series, { from, to, count }: Range, visit: (day: number) => boolean): void => {
  const { freq, interval } = rule
  const end = Math.min(to, LAST_DAY)
  // What COUNT counts has to be seen from the first day on.
  const begin = count === null ? Math.max(from, start) : start
  const positions = rule.bySetPos.length > 0 ? positionsOf(rule.bySetPos, freq) : undefined
  if (begin > end || positions === null) return
  const source = sourceOf(rule)
  const first = periodOf(rule, start, yearOf(rule, start))
  const scan = periodOf(rule, begin, yearOf(rule, begin))
  const overNewYear = freq === 'WEEKLY' && positions !== undefined
  const startYear = yearOf(rule, overNewYear ? begin - 6 : begin)
  const lastYear = yearOf(rule, overNewYear ? end + 6 : end)
  let left = count ?? Infinity
  let [current, lastSeen, year] = [scan, startYear, startYear]
  const pass = (day: number): boolean => {
    if (day < begin) return true
    lastSeen = year
    return day <= end && (day < from || visit(day)) && --left > 0
  }

  for (; year <= lastYear && (interval > 1 || year - lastSeen <= EVERY_KIND_YEARS); year++) {
    const [low, high] =
      freq === 'YEARLY'
        ? [year, year]
        : [periodOf(rule, yearStart(year), year), periodOf(rule, yearStart(year + 1) - 1, year)]
    if (first + Math.ceil((low - first) / interval) * interval > high) continue
    const { base, days } = source(year)
    const counted =
      interval === 1 && !positions && base + (days[0] ?? 0) >= begin && base + (days[days.length - 1] ?? 0) < from
    if (counted && days.length > 0 && days.length < left) {
      left -= days.length
      lastSeen = year
      continue
    }
    for (let index = 0; index < days.length; index++) {
      const day = base + (days[index] ?? 0)
      const period = periodOf(rule, day, year)
      if (period < scan || (period - first) % interval !== 0) continue
      if (!positions) {
        if (!pass(day)) return
        continue
      }
      if (period !== current) {
        if (!positions.flush(pass) || day > end) return
        current = period
      }
      positions.add(day)
    }
  }
  positions?.flush(pass)
}
