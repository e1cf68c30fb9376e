import { addDays, dayNumber, daysInMonth, weekdayOfDay } from '@/domain/time/calendar'

/** First and last day, both included, as YYYY-MM-DD. */
export type DayRange = { from: string; to: string }
export const RANGES = ['today', 'week', 'month', 'lastMonth'] as const
export type NamedRange = (typeof RANGES)[number]

const monthOf = (date: string): DayRange => {
  const month = date.slice(0, 7)
  const last = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  return { from: `${month}-01`, to: `${month}-${String(last).padStart(2, '0')}` }
}

/** The range that a preset means on a given day; weeks begin on Monday. */
export const namedRange = (name: NamedRange, today: string): DayRange => {
  if (name === 'today') return { from: today, to: today }
  if (name === 'month') return monthOf(today)
  if (name === 'lastMonth') return monthOf(addDays(monthOf(today).from, -1))
  const monday = addDays(today, -weekdayOfDay(dayNumber(today)))
  return { from: monday, to: addDays(monday, 6) }
}
