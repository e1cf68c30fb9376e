/**
 * Dates are strings, 'YYYY-MM-DD', without a time zone. For arithmetic they become a day number: whole days since
 * 1970-01-01, negative before it.
 */
export const FIRST_YEAR = 1900
export const LAST_YEAR = 2999
export const LAST_DATE = `${LAST_YEAR}-12-31`

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const MS_PER_DAY = 86_400_000

export const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

/** A real calendar date in any four-digit year (UNTIL=99991231 is common). */
export const isCalendarDate = (value: unknown): value is string => {
  const parts = typeof value === 'string' ? DATE.exec(value) : null
  if (!parts) return false
  const [, year, month, day] = parts.map(Number) as [number, number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** A date that the product supports: a real day between 1900 and 2999. */
export const isDate = (value: unknown): value is string =>
  isCalendarDate(value) && Number(value.slice(0, 4)) >= FIRST_YEAR && Number(value.slice(0, 4)) <= LAST_YEAR

/** 'HH:mm' of one day. '24:00' belongs to the next one. */
export const isTime = (value: unknown): value is string => typeof value === 'string' && TIME.test(value)

export const dayNumber = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / MS_PER_DAY

/** Day number of 1 January. */
export const yearStart = (year: number): number => {
  const before = year - 1
  return before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 719_162
}

export const yearOfDay = (day: number): number => {
  const year = Math.floor((day + 719_162) / 365.2425) + 1
  return day < yearStart(year) ? year - 1 : day >= yearStart(year + 1) ? year + 1 : year
}

/** 0 is Monday, 6 is Sunday. 1970-01-01 was a Thursday. */
export const weekdayOfDay = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The days of a common and of a leap year, as 'MM-DD'. */
const monthDays = [2001, 2000].map((year) =>
  Array.from({ length: isLeap(year) ? 366 : 365 }, (_, day) =>
    new Date(Date.UTC(year, 0, day + 1)).toISOString().slice(5, 10),
  ),
)
const months = monthDays.map((days) => Uint8Array.from(days, (day) => Number(day.slice(0, 2))))

/** 1 to 12. `year` is the day's own. */
export const monthOfDay = (day: number, year: number): number =>
  months[Number(isLeap(year))]?.[day - yearStart(year)] ?? 0

export const dateOfDay = (day: number): string => {
  const year = yearOfDay(day)
  return `${String(year).padStart(4, '0')}-${monthDays[Number(isLeap(year))]?.[day - yearStart(year)]}`
}

export const addDays = (date: string, days: number): string => dateOfDay(dayNumber(date) + days)
