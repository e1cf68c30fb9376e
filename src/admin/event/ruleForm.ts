import type { RecurrenceInput } from '@/domain/recurrence/form'
import { describeRule } from '@/domain/recurrence/describeRule'
import { recurrenceToRule, weekOfMonth } from '@/domain/recurrence/recurrenceToRule'
import { FORM_WEEKDAYS, type FormWeekday } from '@/domain/recurrence/form'
import { daysInMonth, dayNumber, isDate, weekdayOfDay } from '@/domain/time/calendar'

export type Monthly = {
  monthlyOn: 'dayOfMonth' | 'weekday' | 'lastDay'
  monthlyWeek: number | null
  weekdays: string[]
}

/** The weekday of a date, as the form names it. */
export const weekdayOf = (date: string | null | undefined): FormWeekday | null =>
  isDate(date) ? (FORM_WEEKDAYS[weekdayOfDay(dayNumber(date))] ?? null) : null

const describe = (monthly: Monthly, date: string, language: 'ru' | 'en'): string | null => {
  try {
    const form: RecurrenceInput = { frequency: 'monthly', interval: 1, end: 'never', ...monthly }
    return describeRule(recurrenceToRule(form, date), date)[language]
  } catch {
    // The form can't express this rule, so only its dates are shown.
    return null
  }
}

const keyOf = ({ monthlyOn, monthlyWeek, weekdays }: Monthly): string =>
  [monthlyOn, monthlyWeek ?? '', weekdays.join('+')].join(' ')

/**
 * What a series that begins on a date can mean by "every month": by the number, by the weekday counted
 * from the start and, where it is the last one, from the end; the last day. What is stored stays a choice.
 */
export const monthlyChoices = (date: string, stored: Monthly | null, language: 'ru' | 'en') => {
  const day = Number(date.slice(8))
  const last = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))
  const weekday = weekdayOf(date)
  const weekdays = weekday ? [weekday] : []
  const choices: Monthly[] = [{ monthlyOn: 'dayOfMonth', monthlyWeek: null, weekdays: [] }]
  if (weekOfMonth(date) > 0) choices.push({ monthlyOn: 'weekday', monthlyWeek: weekOfMonth(date), weekdays })
  if (day > last - 7) choices.push({ monthlyOn: 'weekday', monthlyWeek: -1, weekdays })
  if (day === last) choices.push({ monthlyOn: 'lastDay', monthlyWeek: null, weekdays: [] })
  if (stored && !choices.some((choice) => keyOf(choice) === keyOf(stored))) choices.push(stored)
  return choices.map((choice) => ({
    key: keyOf(choice),
    choice,
    label: describe(choice, date, language) ?? choice.monthlyOn,
  }))
}

/** Completes the stored choice with what depends on the date, so that choices can be compared. */
export const normalMonthly = (
  monthlyOn: string | null,
  monthlyWeek: number | null,
  weekdays: string[],
  date: string,
): Monthly => {
  if (monthlyOn !== 'weekday')
    return { monthlyOn: monthlyOn === 'lastDay' ? 'lastDay' : 'dayOfMonth', monthlyWeek: null, weekdays: [] }
  const own = weekdayOf(date)
  return {
    monthlyOn,
    monthlyWeek: monthlyWeek ?? weekOfMonth(date),
    weekdays: weekdays.length > 0 ? weekdays : own ? [own] : [],
  }
}

export const monthlyKey = keyOf
