import { Refusal } from '@/domain/errors'
import { isCalendarDate } from '@/domain/time/calendar'
import { type ByDay, type Frequency, inOrder, type Rule, WEEKDAY_CODES } from './rule'

/** Why a text is no rule: data.reason of RECURRENCE_INVALID. */
export type RuleFault =
  | 'empty'
  | 'tooLong'
  | 'lines'
  | 'property'
  | 'syntax'
  | 'unknownPart'
  | 'duplicatePart'
  | 'frequency'
  | 'number'
  | 'range'
  | 'weekday'
  | 'until'
  | 'countAndUntil'
  | 'notWithThisFrequency'
  | 'setposAlone'

/** Every number of every part written out, with both signs, fits. */
const MAX_LENGTH = 8000
const PARTS = [
  'FREQ',
  'INTERVAL',
  'COUNT',
  'UNTIL',
  'WKST',
  'BYMONTH',
  'BYWEEKNO',
  'BYYEARDAY',
  'BYMONTHDAY',
  'BYDAY',
  'BYSETPOS',
]
const UNTIL = /^(\d{4})(\d{2})(\d{2})(T([01]\d|2[0-3])[0-5]\d([0-5]\d|60)Z?)?$/
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']
const SUB_DAILY = ['SECONDLY', 'MINUTELY', 'HOURLY']
const BY_TIME = ['BYHOUR', 'BYMINUTE', 'BYSECOND']
/** The RFC's INTEGER ends here. */
const MAX_INTEGER = 2_147_483_647

const refuse = (reason: RuleFault, part?: string): Refusal =>
  new Refusal('RECURRENCE_INVALID', { path: 'rrule', reason, ...(part ? { part } : {}) })

const splitParts = (text: string): Map<string, string> => {
  if (text.length > MAX_LENGTH) throw refuse('tooLong')
  const trimmed = text.trim().toUpperCase()
  if (trimmed === '') throw refuse('empty')
  if (/^(RDATE|EXDATE|EXRULE|DTSTART|DTEND)\b/.test(trimmed)) throw refuse('property')
  if (/[\r\n]/.test(trimmed)) throw refuse('lines')
  const parts = new Map<string, string>()
  for (const part of trimmed.replace(/^RRULE:/, '').split(';')) {
    const [name = '', value = '', ...rest] = part.split('=')
    if (name === '' || value === '' || rest.length > 0) throw refuse('syntax')
    if (BY_TIME.includes(name)) throw new Refusal('RECURRENCE_UNSUPPORTED', { path: 'rrule', part: name })
    // An unknown name comes from outside: not repeated in the answer.
    if (!PARTS.includes(name)) throw refuse('unknownPart')
    if (parts.has(name)) throw refuse('duplicatePart', name)
    parts.set(name, value)
  }
  return parts
}

const positive = (name: string, value: string | undefined): number | null => {
  if (value === undefined) return null
  const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN
  if (Number.isNaN(number)) throw refuse('number', name)
  if (number < 1 || number > MAX_INTEGER) throw refuse('range', name)
  return number
}

/** Numbers from 1 to `max`, and from -max to -1 where the RFC counts from the end too. */
const list = (parts: Map<string, string>, name: string, max: number, signed = true): number[] => {
  const value = parts.get(name)
  if (value === undefined) return []
  return inOrder(
    value.split(',').map((item) => {
      if (!(signed ? /^[+-]?\d{1,3}$/ : /^\d{1,2}$/).test(item)) throw refuse('number', name)
      const number = Number(item)
      if (number === 0 || Math.abs(number) > max) throw refuse('range', name)
      return number
    }),
  )
}

const weekdayOf = (code: string, part: string): number => {
  const weekday = (WEEKDAY_CODES as readonly string[]).indexOf(code)
  if (weekday < 0) throw refuse('weekday', part)
  return weekday
}

const byDay = (value: string | undefined): ByDay[] => {
  const days = new Map<string, ByDay>()
  for (const item of value?.split(',') ?? []) {
    const match = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(item)
    if (!match) throw refuse('weekday', 'BYDAY')
    const n = match[1] === undefined ? 0 : Number(match[1])
    if (match[1] !== undefined && (n === 0 || Math.abs(n) > 53)) throw refuse('range', 'BYDAY')
    const weekday = weekdayOf(match[2] ?? '', 'BYDAY')
    days.set(`${n}${weekday}`, { n, weekday })
  }
  return [...days.values()].sort((a, b) => Number(a.n < 0) - Number(b.n < 0) || a.n - b.n || a.weekday - b.weekday)
}

const until = (value: string | undefined): string | null => {
  if (value === undefined) return null
  const match = UNTIL.exec(value)
  const date = `${match?.[1]}-${match?.[2]}-${match?.[3]}`
  if (!isCalendarDate(date)) throw refuse('until', 'UNTIL')
  return date
}

/** What RFC 5545 3.3.10 forbids together ("MUST NOT"). */
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
 * Reads an RRULE, with or without its name, in any case. UNTIL counts by its date, whatever time
 * follows it: the product plans whole days.
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
