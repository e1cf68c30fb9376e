import { addDays, dayNumber, weekdayOfDay } from '@/domain/time/calendar'

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof WEEKDAYS)[number]

export const weekdayOf = (date: string): Weekday => WEEKDAYS[weekdayOfDay(dayNumber(date))] ?? 'MO'

/** The first date on one of the weekdays, possibly `date` itself. */
export const nextOn = (date: string, weekdays: readonly Weekday[]): string =>
  weekdays.includes(weekdayOf(date)) ? date : nextOn(addDays(date, 1), weekdays)

/** The last such weekday of the month that `date` lies in. */
export const lastOfMonth = (date: string, weekday: Weekday): string => {
  const [year, month] = [Number(date.slice(0, 4)), Number(date.slice(5, 7))]
  const end = addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`, -1)
  const back = (day: string): string => (weekdayOf(day) === weekday ? day : back(addDays(day, -1)))
  return back(end)
}

/** Russian public holidays, when the day centre hands nothing out. */
const HOLIDAYS: readonly (readonly [string, string])[] = [
  ['01-01', 'Новый год'],
  ['01-02', 'Новогодние каникулы'],
  ['01-07', 'Рождество'],
  ['02-23', 'День защитника Отечества'],
  ['03-08', 'Международный женский день'],
  ['05-01', 'Праздник Весны и Труда'],
  ['05-09', 'День Победы'],
  ['06-12', 'День России'],
  ['11-04', 'День народного единства'],
]

export const holidaysBetween = (from: string, to: string): { date: string; reason: string }[] => {
  const years = [...new Set([from, to].map((date) => date.slice(0, 4)))]
  return years
    .flatMap((year) => HOLIDAYS.map(([day, reason]) => ({ date: `${year}-${day}`, reason })))
    .filter(({ date }) => date >= from && date <= to)
}
