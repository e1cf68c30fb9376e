import { dayNumber, weekdayOfDay } from '@/domain/time/calendar'
import { FORM_WEEKDAYS, type MonthlyWeek, readForm, type Recurrence, type RecurrenceInput } from './form'
import { type ByDay, EVERY_DAY, type Rule } from './rule'

/** Which of the month's Tuesdays a date is. A fifth one counts as the last, because not every month has five. */
export const weekOfMonth = (date: string): MonthlyWeek => {
  const week = Math.ceil(Number(date.slice(8, 10)) / 7)
  return week === 1 || week === 2 || week === 3 || week === 4 ? week : -1
}

const weekdaysOf = (form: Recurrence, date: string): number[] =>
  form.weekdays.length === 0
    ? [weekdayOfDay(dayNumber(date))]
    : FORM_WEEKDAYS.flatMap((code, weekday) => (form.weekdays.includes(code) ? [weekday] : []))

/**
 * The rule of a form for a series that begins on `date`. Missing weekdays, day of the month or week of the month are
 * taken from the date. Throws field errors.
 */
export const recurrenceToRule = (input: RecurrenceInput, date: string): Rule => {
  const form = readForm(input, date)
  const n = form.monthlyOn === 'weekday' ? (form.monthlyWeek ?? weekOfMonth(date)) : 0
  const onWeekdays = form.frequency === 'weekly' || form.monthlyOn === 'weekday'
  const byDay: ByDay[] = onWeekdays ? weekdaysOf(form, date).map((weekday) => ({ n, weekday })) : []
  const byMonthDay =
    form.monthlyOn === 'dayOfMonth' ? [Number(date.slice(8, 10))] : form.monthlyOn === 'lastDay' ? [-1] : []
  const freq = ({ daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY' } as const)[form.frequency]
  return { ...EVERY_DAY, freq, interval: form.interval, count: form.count, until: form.until, byDay, byMonthDay }
}
