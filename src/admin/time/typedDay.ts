import { isDate } from '@/domain/time/calendar'

const two = (value: string | number): string => String(value).padStart(2, '0')

/**
 * A day as people type it: 24.11.2026, 24.11.26, 24112026, and 24.11 for the next one there is.
 * null when it is no date (yet).
 */
export const typedDay = (typed: string, today: string): string | null => {
  const text = typed.trim()
  if (isDate(text)) return text
  const parts =
    /^(\d{1,2})[.\-/\s](\d{1,2})(?:[.\-/\s](\d{4}|\d{2}))?\.?$/.exec(text) ??
    /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text)
  if (!parts) return null
  const [, day = '', month = '', year] = parts
  const on = (fullYear: string): string | null => {
    const date = `${fullYear}-${two(month)}-${two(day)}`
    return isDate(date) ? date : null
  }
  if (year) return on(year.length === 2 ? `20${year}` : year)
  const thisYear = today.slice(0, 4)
  const date = on(thisYear)
  return date !== null && date < today ? on(String(Number(thisYear) + 1)) : date
}

/** 2026-11-24 as 24.11.2026, the way it is typed. */
export const dayAsTyped = (date: string): string =>
  isDate(date) ? `${date.slice(8)}.${date.slice(5, 7)}.${date.slice(0, 4)}` : date

/** The day of an instant on the reader's own clock. */
export const dayHere = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`

/** The start of a day on the reader's own clock, for calendars that draw with Date. */
export const dateHere = (day: string): Date =>
  new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))

/** The date by the reader's clock. Use it only for suggestions, never for decisions. */
export const todayHere = (): string => dayHere(new Date())
