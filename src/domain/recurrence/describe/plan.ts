import { LONGEST } from '../positions'
import type { ByDay, Frequency, Rule } from '../rule'
import { tie } from '../series'

/** "The first and the last Sunday"; without positions, every Sunday. */
export type Nth = { readonly weekday: number; readonly positions: readonly number[] }

/** The main part of the sentence: the days it names first. */
export type Main =
  | { kind: 'period' }
  | { kind: 'everyDay' }
  | { kind: 'weekdays'; weekdays: number[] }
  | { kind: 'nth'; items: readonly Nth[]; scope: 'month' | 'year' }
  | { kind: 'monthDays'; days: readonly number[] }
  | { kind: 'yearDays'; days: readonly number[] }
  | { kind: 'dayOfKind'; of: 'working' | 'weekend'; positions: readonly number[]; scope: 'week' | 'month' | 'year' }

/** A further condition on the days: "every Friday, if it is the 13th". */
export type Limit = { kind: 'weekdays' | 'monthDays' | 'yearDays' | 'weeks'; numbers: readonly number[] }

/** A rule split into the parts of a sentence, independent of the language. */
export type Plan = {
  freq: Frequency
  interval: number
  main: Main
  /** Empty means all. */
  months: readonly number[]
  /** Week numbers that belong to the main part; others become a limit. */
  weeks: readonly number[]
  limits: Limit[]
  positions: readonly number[]
  /** No interval is long enough for any of its positions. */
  never: boolean
  /** The first day of the week, if it matters and isn't Monday. */
  wkst: number | null
  count: number | null
  until: string | null
}

const same = (weekdays: readonly number[], others: readonly number[]): boolean => weekdays.join() === others.join()
export const areWorking = (weekdays: readonly number[]): boolean => same(weekdays, [0, 1, 2, 3, 4])
const areWeekend = (weekdays: readonly number[]): boolean => same(weekdays, [5, 6])

const scopeOf = (rule: Rule): 'month' | 'year' =>
  rule.freq === 'MONTHLY' || rule.byMonth.length > 0 ? 'month' : 'year'

/** "Every Monday" makes "the first Monday" redundant. */
const byWeekday = (byDay: readonly ByDay[]): Nth[] =>
  [...new Set(byDay.map(({ weekday }) => weekday))].map((weekday) => {
    const positions = byDay.filter((day) => day.weekday === weekday).map(({ n }) => n)
    return { weekday, positions: positions.includes(0) ? [] : positions }
  })

const mainOf = (rule: Rule, weekdays: number[], allWeek: boolean): Main => {
  if (rule.freq === 'DAILY' && rule.interval > 1) return { kind: 'everyDay' }
  if (rule.byDay.some(({ n }) => n !== 0)) return { kind: 'nth', items: byWeekday(rule.byDay), scope: scopeOf(rule) }
  if (weekdays.length > 0 && !allWeek) return { kind: 'weekdays', weekdays }
  if (rule.byMonthDay.length > 0) return { kind: 'monthDays', days: rule.byMonthDay }
  if (rule.byYearDay.length > 0) return { kind: 'yearDays', days: rule.byYearDay }
  return { kind: allWeek || rule.freq === 'DAILY' ? 'everyDay' : 'period' }
}

/**
 * Turns "every weekday, but only the last one" into "the last working day of the month"; null if that isn't possible.
 */
const picked = (rule: Rule, main: Main, positions: readonly number[]): Main | 'all' | null => {
  if (rule.freq === 'WEEKLY') {
    if (main.kind !== 'weekdays' || rule.byMonth.length > 0) return null
    if (main.weekdays.length === 1) return positions.includes(1) || positions.includes(-1) ? 'all' : null
  } else if (rule.freq !== 'MONTHLY' && rule.byMonth.length > 1) return null
  const scope = rule.freq === 'WEEKLY' ? 'week' : scopeOf(rule)
  if (main.kind === 'everyDay' && scope !== 'week')
    return { kind: scope === 'month' ? 'monthDays' : 'yearDays', days: positions }
  if (main.kind !== 'weekdays') return null
  const [weekday = 0, ...others] = main.weekdays
  if (others.length === 0 && scope !== 'week') return { kind: 'nth', items: [{ weekday, positions }], scope }
  if (areWorking(main.weekdays)) return { kind: 'dayOfKind', of: 'working', positions, scope }
  return areWeekend(main.weekdays) ? { kind: 'dayOfKind', of: 'weekend', positions, scope } : null
}

export const planOf = (given: Rule, date?: string): Plan => {
  const rule = date === undefined ? given : tie(given, date).rule
  const weekdays = rule.byDay.filter(({ n }) => n === 0).map(({ weekday }) => weekday)
  const allWeek = weekdays.length === 7
  const main = mainOf(rule, weekdays, allWeek)
  const takesWeeks = main.kind === 'weekdays' || main.kind === 'everyDay' || main.kind === 'period'
  const limits: Limit[] = [
    { kind: 'weekdays' as const, numbers: main.kind === 'everyDay' && !allWeek ? weekdays : [] },
    { kind: 'monthDays' as const, numbers: main.kind === 'monthDays' ? [] : rule.byMonthDay },
    { kind: 'yearDays' as const, numbers: main.kind === 'yearDays' ? [] : rule.byYearDay },
    { kind: 'weeks' as const, numbers: takesWeeks ? [] : rule.byWeekNo },
  ].filter(({ numbers }) => numbers.length > 0)

  const possible = rule.bySetPos.filter((position) => Math.abs(position) <= LONGEST[rule.freq])
  // A daily interval has a single day, which is both first and last, so positions mean nothing.
  const positions = rule.freq === 'DAILY' ? [] : possible
  const pick =
    positions.length > 0 && limits.length === 0 && rule.byWeekNo.length === 0 ? picked(rule, main, positions) : null
  const weekStartMatters =
    rule.byWeekNo.length > 0 ||
    (rule.freq === 'WEEKLY' && (positions.length > 0 || (rule.interval > 1 && weekdays.length > 1)))
  return {
    freq: rule.freq,
    interval: rule.interval,
    main: pick === null || pick === 'all' ? main : pick,
    months: rule.byMonth.length === 12 ? [] : rule.byMonth,
    weeks: takesWeeks ? rule.byWeekNo : [],
    limits,
    positions: pick === null ? positions : [],
    never: rule.bySetPos.length > 0 && possible.length === 0,
    wkst: weekStartMatters && rule.wkst !== 0 ? rule.wkst : null,
    count: rule.count,
    until: rule.until,
  }
}

/** Monthly in chosen months is the same as yearly in each, so the main part names the months itself. */
export const saysMonths = ({ main, freq, interval }: Plan): boolean =>
  (main.kind === 'monthDays' || main.kind === 'dayOfKind' || (main.kind === 'nth' && main.scope === 'month')) &&
  (interval === 1 || freq === 'YEARLY')

/**
 * Whether the months are a limit ("every 2 weeks, only in March") and not part of the phrase ("every Tuesday in
 * March").
 */
export const monthsLimit = ({ main, freq, interval, weeks }: Plan): boolean =>
  (interval > 1 && freq !== 'YEARLY') || weeks.length > 0 || main.kind === 'yearDays'
