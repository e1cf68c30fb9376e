import * as library from 'rrule'
import { isLeap, weekdayOfDay, yearStart } from '@/domain/time/calendar'
import type { ByDay, DayParts } from './rule'

/**
 * The one place that asks rrule.js. It expands the BY parts within one calendar year, which it does
 * right; stepping, counting and positions are ours (see series.ts), because there it departs from
 * RFC 5545 and because it can't be stopped: a rule without a single date runs to the year 9999,
 * eight seconds for FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30. Every departure is shown in deviations.test.ts.
 *
 * Node sees a CommonJS module without named exports where bundlers see an ES module without a default.
 */
const seen: typeof library & { default?: typeof library } = library
const { RRule, Weekday } = seen.default ?? seen

/** Its stepping ends after the year 9999: with this interval it expands one year and stops. */
const ONE_YEAR_ONLY = 10_000

/** How far numbered weekdays count: within each month, or within the year. */
export type Scope = 'month' | 'year'

export type YearDays = (year: number) => Uint16Array

/** Years look alike that start on the same weekday and are equally long: 14 kinds of them. */
const kindOf = (year: number): number => weekdayOfDay(yearStart(year)) * 2 + Number(isLeap(year))

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/**
 * rrule.js takes plain and numbered weekdays together for "both at once" (its issue 71), so where
 * they are mixed every plain one is spelled out by number.
 */
const spelledOut = (byDay: readonly ByDay[], scope: Scope): readonly ByDay[] => {
  if (byDay.every(({ n }) => n === 0) || byDay.every(({ n }) => n !== 0)) return byDay
  const times = scope === 'month' ? 5 : 53
  return byDay.flatMap(({ n, weekday }) =>
    n !== 0 ? [{ n, weekday }] : Array.from({ length: times }, (_, index) => ({ n: index + 1, weekday })),
  )
}

const expandYear = (parts: DayParts, scope: Scope, year: number): Uint16Array => {
  const byDay = spelledOut(parts.byDay, scope)
  const months = parts.byMonth.length === 0 && scope === 'month' ? ALL_MONTHS : parts.byMonth
  const named = parts.byMonthDay.length > 0 || parts.byYearDay.length > 0 || byDay.length > 0
  const dates = new RRule(
    {
      freq: RRule.YEARLY,
      interval: ONE_YEAR_ONLY,
      dtstart: new Date(Date.UTC(year, 0, 1)),
      bymonth: [...months],
      bymonthday: [...parts.byMonthDay],
      byyearday: [...parts.byYearDay],
      // Without any day named the library would take 1 January's; nothing named means every day.
      byweekday: named
        ? byDay.map(({ n, weekday }) => new Weekday(weekday, n === 0 ? undefined : n))
        : [0, 1, 2, 3, 4, 5, 6],
    },
    true,
  ).all()
  const start = Date.UTC(year, 0, 1)
  return Uint16Array.from(dates, (date) => (date.getTime() - start) / 86_400_000)
}

/** At most 14 lists of at most 366 days each: two megabytes when full of the worst. */
const MAX_REMEMBERED = 200
const remembered = new Map<string, (Uint16Array | undefined)[]>()

/** For a rule's BY parts: the days of a year they name, as days since 1 January, in order. */
export const yearDaysOf = (parts: DayParts, scope: Scope): YearDays => {
  const days = parts.byDay.map(({ n, weekday }) => n * 7 + weekday)
  const key = `${scope}|${parts.byMonth}|${parts.byMonthDay}|${parts.byYearDay}|${days}`
  let kinds = remembered.get(key)
  if (!kinds) {
    const oldest = remembered.size >= MAX_REMEMBERED ? remembered.keys().next().value : undefined
    if (oldest !== undefined) remembered.delete(oldest)
    remembered.set(key, (kinds = []))
  }
  const list = kinds
  return (year) => {
    const kind = kindOf(year)
    return (list[kind] ??= expandYear(parts, scope, year))
  }
}
