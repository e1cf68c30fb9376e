import { addDays, dayNumber, weekdayOfDay } from '@/domain/time/calendar'
import { FORM_WEEKDAYS, type FormWeekday } from '@/domain/recurrence/form'

export type DatePreset = 'today' | 'tomorrow' | 'nextMonday'
export type RulePreset = 'everyDay' | 'workdays' | 'everyWeek' | 'everyMonth'

const WORKDAYS: readonly FormWeekday[] = ['mo', 'tu', 'we', 'th', 'fr']

const weekdayOn = (date: string): FormWeekday | undefined => FORM_WEEKDAYS[weekdayOfDay(dayNumber(date))]

/** The first such day after `date`. */
const next = (date: string, fits: (weekday: FormWeekday | undefined) => boolean): string => {
  const day = addDays(date, 1)
  return fits(weekdayOn(day)) ? day : next(day, fits)
}

/** The days that events are most often planned for. */
export const presetDates = (today: string): Record<DatePreset, string> => ({
  today,
  tomorrow: addDays(today, 1),
  nextMonday: next(today, (weekday) => weekday === 'mo'),
})

/**
 * A usual rule, as the form keeps it, and a first date that fits it: the chosen one if there is one, otherwise the next
 * there is.
 */
export const presetRule = (preset: RulePreset, chosen: string | null, today: string) => {
  const start = chosen ?? today
  const isWorkday = (weekday: FormWeekday | undefined) => WORKDAYS.some((one) => one === weekday)
  if (preset === 'workdays')
    return {
      frequency: 'weekly' as const,
      weekdays: [...WORKDAYS],
      date: isWorkday(weekdayOn(start)) ? start : next(start, isWorkday),
    }
  const frequency = ({ everyDay: 'daily', everyWeek: 'weekly', everyMonth: 'monthly' } as const)[preset]
  return { frequency, weekdays: [], date: start }
}
