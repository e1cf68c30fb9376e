import { Refusal } from '@/domain/errors'
import type { Frequency, Rule } from './rule'
import { refuse } from './ruleFault'
import { byDay, list, positive, splitParts, until, weekdayOf } from './ruleParts'

const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const SUB_DAILY = ['SECONDLY', 'MINUTELY', 'HOURLY']

/** Combinations that RFC 5545 3.3.10 forbids ("MUST NOT"). */
const checkTogether = (rule: Rule): void => {
  const not = (part: string): Refusal => refuse('notWithThisFrequency', part)
  if (rule.count !== null && rule.until !== null) throw refuse('countAndUntil')
  if (rule.byWeekNo.length > 0 && rule.freq !== 'YEARLY') throw not('BYWEEKNO')
  if (rule.byYearDay.length > 0 && rule.freq !== 'YEARLY') throw not('BYYEARDAY')
  if (rule.byMonthDay.length > 0 && rule.freq === 'WEEKLY') throw not('BYMONTHDAY')
  const numbered = rule.byDay.some(({ n }) => n !== 0)
  if (numbered && (rule.freq === 'DAILY' || rule.freq === 'WEEKLY' || rule.byWeekNo.length > 0)) throw not('BYDAY')
  const others =
    rule.byMonth.length + rule.byWeekNo.length + rule.byYearDay.length + rule.byMonthDay.length + rule.byDay.length
  if (rule.bySetPos.length > 0 && others === 0) throw refuse('setposAlone', 'BYSETPOS')
}

/**
 * Parses an RRULE, with or without its name, in upper or lower case. Only the date of UNTIL counts, because the
 * product plans whole days.
 */
export const parseRule = (text: string): Rule => {
  const parts = splitParts(text)
  const freq = parts.get('FREQ') ?? ''
  if (SUB_DAILY.includes(freq)) throw new Refusal('RECURRENCE_UNSUPPORTED', { path: 'rrule', part: 'FREQ' })
  if (!FREQUENCIES.includes(freq)) throw refuse('frequency', 'FREQ')
  const wkst = parts.get('WKST')
  const rule: Rule = {
    freq: freq as Frequency,
    interval: positive('INTERVAL', parts.get('INTERVAL')) ?? 1,
    count: positive('COUNT', parts.get('COUNT')),
    until: until(parts.get('UNTIL')),
    byMonth: list(parts, 'BYMONTH', 12, false),
    byWeekNo: list(parts, 'BYWEEKNO', 53),
    byYearDay: list(parts, 'BYYEARDAY', 366),
    byMonthDay: list(parts, 'BYMONTHDAY', 31),
    byDay: byDay(parts.get('BYDAY')),
    bySetPos: list(parts, 'BYSETPOS', 366),
    wkst: wkst === undefined ? 0 : weekdayOf(wkst, 'WKST'),
  }
  checkTogether(rule)
  return rule
}
