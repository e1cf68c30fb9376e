import { dateOfDay, dayNumber } from '@/domain/time/calendar'
import { hasEnd, type Rule } from './rule'
import { LAST_DAY, tie, walk } from './series'

export type Expansion = {
  /** Sorted, without duplicates. */
  readonly dates: string[]
  /** Whether `limit` cut off dates that lie before `to`. */
  readonly more: boolean
}

/** Used if neither `to` nor `limit` is given, because a rule may be endless. */
const DEFAULT_LIMIT = 1000

const dayOrLast = (date: string | null | undefined): number => (date ? Math.min(dayNumber(date), LAST_DAY) : LAST_DAY)

/**
 * The rule's days between `from` and `to`, for a series starting on `date` (its DTSTART). COUNT counts all days of the
 * rule, wherever `from` is. A `date` that doesn't match the rule is not among them.
 */
const walkRule = (rule: Rule, date: string, from: number, to: number, visit: (day: number) => boolean): void =>
  walk(tie(rule, date), { from, to: Math.min(to, dayOrLast(rule.until)), count: rule.count }, visit)

/**
 * The dates of a series, at most `limit` of them (1000 by default, but all if `to` is given). Skipped dates still use
 * up COUNT, like EXDATE in RFC 5545. No date is after 2999-12-31 (see series.ts).
 */
export const expand = ({
  rule,
  date,
  skipDates = [],
  from,
  to,
  limit = to ? Infinity : DEFAULT_LIMIT,
}: {
  rule: Rule
  date: string
  skipDates?: Iterable<string>
  from?: string | null
  to?: string | null
  limit?: number
}): Expansion => {
  const skipped = new Set(Array.from(skipDates, dayNumber))
  const dates: string[] = []
  let more = false
  walkRule(rule, date, from ? dayNumber(from) : -Infinity, dayOrLast(to), (day) => {
    if (skipped.has(day)) return true
    if (dates.length >= limit) {
      more = true
      return false
    }
    dates.push(dateOfDay(day))
    return true
  })
  return { dates, more }
}

/** Whether a series may begin on `date`, that is, whether the rule itself produces this date first. */
export const matches = (rule: Rule, date: string): boolean => {
  const start = dayNumber(date)
  let found = false
  walkRule(rule, date, start, start, () => {
    found = true
    return false
  })
  return found
}

/**
 * The series' last date, ignoring skipped ones. Null if there is none: the rule is endless (see hasEnd), it ends after
 * 2999, or it has no dates left.
 */
export const lastDate = (rule: Rule, date: string, skipDates: Iterable<string> = []): string | null => {
  if (!hasEnd(rule) || (rule.until !== null && dayNumber(rule.until) > LAST_DAY)) return null
  if (rule.count !== null && rule.count > LAST_DAY - dayNumber(date) + 1) return null
  const skipped = new Set(Array.from(skipDates, dayNumber))
  const end = dayOrLast(rule.until)
  // Without COUNT the search can begin near the end, because most rules have a date in their last year.
  const starts = rule.count === null ? [end - 400, end - 4000, -Infinity] : [-Infinity]
  for (const from of starts) {
    let made = 0
    let last: number | null = null
    walkRule(rule, date, from, end, (day) => {
      made++
      if (!skipped.has(day)) last = day
      return true
    })
    if (rule.count !== null && made < rule.count) return null
    if (last !== null) return dateOfDay(last)
  }
  return null
}
