import * as library from 'rrule'
import { isLeap, weekdayOfDay, yearStart } from '@/domain/time/calendar'
import type { ByDay, DayParts } from './rule'

/**
 * The only place that uses rrule.js. It expands the BY parts within one calendar year, which the library does
 * correctly. Stepping, counting and positions are ours (see series.ts), because there the library deviates from RFC
 * 5545 and can't be stopped: for a rule without any date, such as FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30, it runs to the
 * year 9999, which takes eight seconds. All deviations are shown in deviations.test.ts.
 *
 * Node sees a CommonJS module without named exports, bundlers see an ES module without a default export.
 */
const seen: typeof library & { default?: typeof library } = library
const { RRule, Weekday } = seen.default ?? seen

/** rrule.js stops after the year 9999, so with this interval it expands a single year. */
const ONE_YEAR_ONLY = 10_000

/** Whether numbered weekdays count within each month or within the year. */
export type Scope = 'month' | 'year'

export type YearDays = (year: number) => Uint16Array

/** Years of equal length that start on the same weekday have the same days, so there are 14 kinds. */
const kindOf = (year: number): number => weekdayOfDay(yearStart(year)) * 2 + Number(isLeap(year))

const ALL_MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/**
 * rrule.js takes a mix of plain and numbered weekdays as "both at once" (its issue 71), so in a mix every plain
 * weekday is replaced by numbered ones.
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
      // Without any BY part the library would use 1 January; here it means every day.
      byweekday: named
        ? byDay.map(({ n, weekday }) => new Weekday(weekday, n === 0 ? undefined : n))
        : [0, 1, 2, 3, 4, 5, 6],
    },
    true,
  ).all()
  const start = Date.UTC(year, 0, 1)
  return Uint16Array.from(dates, (date) => (date.getTime() - start) / 86_400_000)
}

/** Each entry has at most 14 lists of 366 days, so the cache stays below about two megabytes. */
const MAX_REMEMBERED = 200
const remembered = new Map<string, (Uint16Array | undefined)[]>()

/** The days of a year that a rule's BY parts select, as sorted days since 1 January. */
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
