import { dayNumber, LAST_DATE, monthOfDay, weekdayOfDay, yearOfDay, yearStart } from '@/domain/time/calendar'
import { positionsOf } from './positions'
import type { Rule } from './rule'
import { daysOfWeeks, weekYear } from './weekNumbers'
import { yearDaysOf } from './yearDays'

/** The search always ends here, on the last day that the product supports (see isDate). */
export const LAST_DAY = dayNumber(LAST_DATE)

/** A rule with its first date, with everything filled in that RFC 5545 takes from DTSTART. */
export type Series = {
  readonly rule: Rule
  /** The day number of DTSTART. */
  readonly start: number
}

/**
 * "Information not contained in the rule is derived from DTSTART." For BYWEEKNO without a weekday rrule.js takes the
 * whole week, but the RFC means DTSTART's weekday.
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

/** The year a day counts towards: with BYWEEKNO, the year in which its week is numbered. */
const yearOf = ({ byWeekNo, wkst }: Rule, day: number): number =>
  byWeekNo.length > 0 ? weekYear(day, wkst) : yearOfDay(day)

/** The number of the interval a day belongs to. Consecutive intervals have consecutive numbers. */
const periodOf = ({ freq, wkst }: Rule, day: number, year: number): number =>
  freq === 'DAILY'
    ? day
    : freq === 'WEEKLY'
      ? Math.floor((day + 3 - wkst) / 7)
      : freq === 'MONTHLY'
        ? year * 12 + monthOfDay(day, year)
        : year

/** The days of a year that the BY parts select, relative to `base`, before BYSETPOS. */
type Source = (year: number) => { base: number; days: ArrayLike<number> }

const sourceOf = (rule: Rule): Source => {
  const daysOf = yearDaysOf(rule, rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? 'month' : 'year')
  if (rule.byWeekNo.length === 0) return (year) => ({ base: yearStart(year), days: daysOf(year) })
  const daysIn = daysOfWeeks(rule.byWeekNo, rule.wkst, daysOf)
  return (year) => ({ base: 0, days: daysIn(year) })
}

/**
 * Any span of this length contains every kind of year. There are 28 kinds, by weekdays and position in the leap cycle,
 * and any 28 years in a row contain all of them unless a century without a leap year interrupts, which happens at most
 * once in a hundred years.
 */
export const EVERY_KIND_YEARS = 100

export type Range = {
  readonly from: number
  readonly to: number
  /** COUNT, which includes the days before `from`. */
  readonly count: number | null
}

/**
 * Calls `visit` with the rule's days between `from` (at least DTSTART) and `to` in order, until it returns false. The
 * work is bounded by the number of days, at most 400,000 or some milliseconds. Whole years are skipped if INTERVAL
 * leaves them out or if they only need counting. A rule without any day in 100 years is given up.
 */
export const walk = ({ rule, start }: Series, { from, to, count }: Range, visit: (day: number) => boolean): void => {
  const { freq, interval } = rule
  const end = Math.min(to, LAST_DAY)
  // COUNT has to be counted from the first day.
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
