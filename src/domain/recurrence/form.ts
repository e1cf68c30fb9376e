import { type FieldError, invalid } from '@/domain/errors'
import { isDate } from '@/domain/time/calendar'

/** A rule as the form shows it. Fields that the frequency or the end does not use are empty. */
export type Recurrence = {
  frequency: 'daily' | 'weekly' | 'monthly'
  interval: number
  weekdays: FormWeekday[]
  monthlyOn: 'dayOfMonth' | 'weekday' | 'lastDay' | null
  monthlyWeek: MonthlyWeek | null
  end: 'never' | 'count' | 'until'
  count: number | null
  until: string | null
}

export const FORM_WEEKDAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const
export type FormWeekday = (typeof FORM_WEEKDAYS)[number]

const MONTHLY_WEEKS = [1, 2, 3, 4, -1] as const
export type MonthlyWeek = (typeof MONTHLY_WEEKS)[number]

/** Unchecked input of the caller. */
export type RecurrenceInput = Readonly<Record<string, unknown>>

const isOneOf = <Value>(values: readonly Value[], value: unknown): value is Value =>
  (values as readonly unknown[]).includes(value)
const isEmpty = (value: unknown): value is null | undefined | '' =>
  value === null || value === undefined || value === ''

/** Up to the limit of the RFC's INTEGER. */
const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 2_147_483_647

/** An empty select sends null, and the week of the month may arrive as text. */
const monthlyWeek = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d$/.test(value) ? Number(value) : value

const endOf = ({ end, count, until }: RecurrenceInput): unknown => {
  if (!isEmpty(end)) return end
  // Both are filled in and the form doesn't say which one is meant: the RFC forbids COUNT together with UNTIL.
  if (!isEmpty(count) && !isEmpty(until)) return undefined
  return !isEmpty(count) ? 'count' : !isEmpty(until) ? 'until' : 'never'
}

/**
 * Checks a form and fills in its defaults. Values that the chosen frequency or end does not use are ignored, because a
 * form keeps what was typed before the choice was changed.
 */
export const readForm = (input: RecurrenceInput, date: string): Recurrence => {
  const errors: FieldError[] = []
  const read = <Value>(
    name: string,
    value: unknown,
    is: (value: unknown) => value is Value,
    fallback: Value,
    message = 'fieldInvalid',
  ): Value => {
    if (is(value)) return value
    errors.push({ path: `recurrence.${name}`, message: isEmpty(value) ? 'fieldRequired' : message })
    return fallback
  }
  const oneOf =
    <Value>(values: readonly Value[]) =>
    (value: unknown): value is Value =>
      isOneOf(values, value)
  const areWeekdays = (value: unknown): value is FormWeekday[] =>
    Array.isArray(value) && value.every(oneOf(FORM_WEEKDAYS))

  const frequency = read('frequency', input.frequency, oneOf(['daily', 'weekly', 'monthly'] as const), 'daily')
  const interval = isEmpty(input.interval) ? 1 : read('interval', input.interval, isWhole, 1, 'fieldCapacity')
  const monthlyOn =
    frequency !== 'monthly'
      ? null
      : isEmpty(input.monthlyOn)
        ? 'dayOfMonth'
        : read('monthlyOn', input.monthlyOn, oneOf(['dayOfMonth', 'weekday', 'lastDay'] as const), 'dayOfMonth')
  const onWeekdays = frequency === 'weekly' || monthlyOn === 'weekday'
  const weekdays = !onWeekdays || isEmpty(input.weekdays) ? [] : read('weekdays', input.weekdays, areWeekdays, [])
  const week =
    monthlyOn !== 'weekday' || isEmpty(input.monthlyWeek)
      ? null
      : read('monthlyWeek', monthlyWeek(input.monthlyWeek), oneOf(MONTHLY_WEEKS), -1)
  const end = read('end', endOf(input), oneOf(['never', 'count', 'until'] as const), 'never')
  const count = end === 'count' ? read('count', input.count, isWhole, 1, 'fieldCapacity') : null
  const until = end === 'until' ? read('until', input.until, isDate, date, 'fieldDate') : null
  if (until !== null && until < date) errors.push({ path: 'recurrence.until', message: 'fieldEndBeforeStart' })
  if (errors.length > 0) throw invalid(...errors)
  return { frequency, interval, weekdays, monthlyOn, monthlyWeek: week, end, count, until }
}
