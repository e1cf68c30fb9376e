import { Refusal } from '@/domain/errors'
import { isCalendarDate } from '@/domain/time/calendar'
import { type ByDay, inOrder, WEEKDAY_CODES } from './rule'
import { refuse } from './ruleFault'

/** Long enough for a rule that lists every number of every part with both signs. */
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
const BY_TIME = ['BYHOUR', 'BYMINUTE', 'BYSECOND']
/** The RFC's limit for INTEGER. */
const MAX_INTEGER = 2_147_483_647

export const splitParts = (text: string): Map<string, string> => {
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
    // An unknown name is arbitrary input, so the answer doesn't repeat it.
    if (!PARTS.includes(name)) throw refuse('unknownPart')
    if (parts.has(name)) throw refuse('duplicatePart', name)
    parts.set(name, value)
  }
  return parts
}

export const positive = (name: string, value: string | undefined): number | null => {
  if (value === undefined) return null
  const number = /^\d{1,10}$/.test(value) ? Number(value) : NaN
  if (Number.isNaN(number)) throw refuse('number', name)
  if (number < 1 || number > MAX_INTEGER) throw refuse('range', name)
  return number
}

/** Numbers from 1 to `max`, and from -max to -1 where the RFC also counts from the end. */
export const list = (parts: Map<string, string>, name: string, max: number, signed = true): number[] => {
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

export const weekdayOf = (code: string, part: string): number => {
  const weekday = (WEEKDAY_CODES as readonly string[]).indexOf(code)
  if (weekday < 0) throw refuse('weekday', part)
  return weekday
}

export const byDay = (value: string | undefined): ByDay[] => {
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

export const until = (value: string | undefined): string | null => {
  if (value === undefined) return null
  const match = UNTIL.exec(value)
  const date = `${match?.[1]}-${match?.[2]}-${match?.[3]}`
  if (!isCalendarDate(date)) throw refuse('until', 'UNTIL')
  return date
}
