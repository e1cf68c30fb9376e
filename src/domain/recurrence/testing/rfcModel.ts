import type { Rule } from '../rule'

/**
 * RFC 5545 3.3.10 at day granularity, written as simply as possible to check the real implementation against. It lists
 * every interval day by day and tests each day against every BY part. It caches no results and shares only the type of
 * a rule with the code it checks.
 */
type Day = number

const MS = 86_400_000
const day = (text: string): Day => Date.parse(text) / MS
const text = (at: Day): string => new Date(at * MS).toISOString().slice(0, 10)
const weekday = (at: Day): number => (new Date(at * MS).getUTCDay() + 6) % 7
const yearOf = (at: Day): number => new Date(at * MS).getUTCFullYear()
const monthOf = (at: Day): number => new Date(at * MS).getUTCMonth()
const range = (from: Day, until: Day): Day[] => Array.from({ length: until - from }, (_, index) => from + index)

/** Caches the calendars; without that a run takes minutes. */
const kept = <T>(make: (year: number, other: number) => T): ((year: number, other: number) => T) => {
  const known = new Map<string, T>()
  return (year, other) => {
    const key = `${year} ${other}`
    if (!known.has(key)) known.set(key, make(year, other))
    return known.get(key)!
  }
}
const daysOfMonth = kept((year, month) => range(Date.UTC(year, month, 1) / MS, Date.UTC(year, month + 1, 1) / MS))
const daysOfYear = kept((year, _) => range(Date.UTC(year, 0, 1) / MS, Date.UTC(year + 1, 0, 1) / MS))
const daysOfWeek = (at: Day, wkst: number): Day[] => {
  let first = at
  while (weekday(first) !== wkst) first--
  return range(first, first + 7)
}

/** "Week number one of the calendar year is the first week that contains at least four days in it." */
const weeksOf = kept((year, wkst) => {
  const weeks = new Map<Day, Day[]>()
  for (const at of daysOfYear(year, 0)) {
    const week = daysOfWeek(at, wkst)
    if (week.filter((one) => yearOf(one) === year).length >= 4) weeks.set(week[0]!, week)
  }
  return [...weeks.values()]
})
const weekYearOf = (at: Day, wkst: number): number =>
  [yearOf(at) - 1, yearOf(at), yearOf(at) + 1].find((year) => weeksOf(year, wkst).flat().includes(at))!

/** The n-th of a list, from its end when n is negative. */
const isNth = (n: number, at: unknown, all: readonly unknown[]): boolean =>
  all.indexOf(at) === (n > 0 ? n - 1 : all.length + n)

const sameWeekdayIn = kept((start, end) =>
  [0, 1, 2, 3, 4, 5, 6].map((wanted) => range(start, end + 1).filter((at) => weekday(at) === wanted)),
)

const passes = (rule: Rule, at: Day, weeks: Day[][]): boolean => {
  const year = daysOfYear(yearOf(at), 0)
  const month = daysOfMonth(yearOf(at), monthOf(at))
  const scope = rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? month : year
  const isNthWeekday = (n: number): boolean => isNth(n, at, sameWeekdayIn(scope[0]!, scope.at(-1)!)[weekday(at)]!)
  const asks: [readonly unknown[], () => boolean][] = [
    [rule.byMonth, () => rule.byMonth.includes(monthOf(at) + 1)],
    [
      rule.byWeekNo,
      () =>
        rule.byWeekNo.some((n) =>
          isNth(
            n,
            weeks.find((week) => week.includes(at)),
            weeks,
          ),
        ),
    ],
    [rule.byYearDay, () => rule.byYearDay.some((n) => isNth(n, at, year))],
    [rule.byMonthDay, () => rule.byMonthDay.some((n) => isNth(n, at, month))],
    [rule.byDay, () => rule.byDay.some((by) => weekday(at) === by.weekday && (by.n === 0 || isNthWeekday(by.n)))],
  ]
  return asks.every(([given, ask]) => given.length === 0 || ask())
}

const withDefaults = (rule: Rule, start: Day): Rule => {
  if (rule.byDay.length + rule.byMonthDay.length + rule.byYearDay.length > 0 || rule.freq === 'DAILY') return rule
  if (rule.freq === 'WEEKLY' || rule.byWeekNo.length > 0) return { ...rule, byDay: [{ n: 0, weekday: weekday(start) }] }
  const dated = { ...rule, byMonthDay: [new Date(start * MS).getUTCDate()] }
  return rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? dated : { ...dated, byMonth: [monthOf(start) + 1] }
}

const interval = (rule: Rule, start: Day, number: number): { days: Day[]; weeks: Day[][] } => {
  const step = number * rule.interval
  if (rule.freq === 'DAILY') return { days: [start + step], weeks: [] }
  if (rule.freq === 'WEEKLY') return { days: daysOfWeek(start + step * 7, rule.wkst), weeks: [] }
  if (rule.freq === 'MONTHLY') return { days: daysOfMonth(yearOf(start), monthOf(start) + step), weeks: [] }
  if (rule.byWeekNo.length === 0) return { days: daysOfYear(yearOf(start) + step, 0), weeks: [] }
  const weeks = weeksOf(weekYearOf(start, rule.wkst) + step, rule.wkst)
  return { days: weeks.flat(), weeks }
}

/** All dates of the series up to and including `to`. */
export const rfcDates = (given: Rule, date: string, to: string): string[] => {
  const start = day(date)
  const rule = withDefaults(given, start)
  const dates: string[] = []
  for (let number = 0; ; number++) {
    const { days, weeks } = interval(rule, start, number)
    if (text(days[0]!) > to) return dates
    const set = days.filter((at) => passes(rule, at, weeks))
    const picked = rule.bySetPos.length === 0 ? set : set.filter((at) => rule.bySetPos.some((n) => isNth(n, at, set)))
    for (const at of picked) {
      if (at < start) continue
      if (text(at) > to || (rule.until !== null && text(at) > rule.until) || dates.length === rule.count) return dates
      dates.push(text(at))
    }
  }
}
