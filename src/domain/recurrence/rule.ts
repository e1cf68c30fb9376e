/** Monday first. In this folder weekdays are always 0 to 6, and 0 is Monday. */
export const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** `n` is the number before the weekday (2TU, -1FR); 0 means every such weekday. */
export type ByDay = { readonly weekday: number; readonly n: number }

/** The BY parts that select days of a year. An empty list means that the part is absent. */
export type DayParts = {
  readonly byMonth: readonly number[]
  readonly byMonthDay: readonly number[]
  readonly byYearDay: readonly number[]
  readonly byDay: readonly ByDay[]
}

/** An RFC 5545 recurrence rule at day granularity, checked and in canonical order (see parseRule). */
export type Rule = DayParts & {
  readonly freq: Frequency
  readonly interval: number
  readonly count: number | null
  /** The last date, inclusive; any year of four digits. */
  readonly until: string | null
  readonly byWeekNo: readonly number[]
  readonly bySetPos: readonly number[]
  /** First day of the week, 0 is Monday. */
  readonly wkst: number
}

export const EVERY_DAY: Rule = {
  freq: 'DAILY',
  interval: 1,
  count: null,
  until: null,
  byMonth: [],
  byWeekNo: [],
  byYearDay: [],
  byMonthDay: [],
  byDay: [],
  bySetPos: [],
  wkst: 0,
}

/** Whether the rule has COUNT or UNTIL. Even then it may have no dates at all, and so no last one. */
export const hasEnd = (rule: Rule): boolean => rule.count !== null || rule.until !== null

/** Calendar order; numbers counted from the end come last: 1, 15, -2, -1. */
export const inOrder = (numbers: readonly number[]): number[] =>
  [...new Set(numbers)].sort((a, b) => Number(a < 0) - Number(b < 0) || a - b)
