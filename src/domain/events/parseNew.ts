import { type FieldError, invalid } from '@/domain/errors'
import { faultsIn } from '@/domain/shapes/parse'
import { isTime } from '@/domain/time/calendar'
import { eventBody } from './body'
import { checkHours, checkInside } from './checkSeries'
import { type DayHours, spanOf, spanWithin } from './hours'
import { type EventInput, isRequired, missingIn } from './input'

/** The form sends null for what is empty, and 0 for a table without rows. */
const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === ''

const linesIn = (data: Readonly<Record<string, unknown>>): Record<string, unknown>[] =>
  Array.isArray(data.services) ? (data.services as Record<string, unknown>[]) : []

/** What is wrong with the hours that are there, also when something else is missing. */
const faultsOfHours = (data: Readonly<Record<string, unknown>>): FieldError[] => {
  const { startTime, endTime } = data
  if (!isTime(startTime) || !isTime(endTime)) return []
  const hours: DayHours = { startTime, endTime, endsNextDay: data.endsNextDay === true }
  const errors = checkHours(hours)
  if (errors.length > 0) return errors
  return linesIn(data).flatMap((line, index) => {
    const own = { startTime: line?.startTime, endTime: line?.endTime }
    if (!isTime(own.startTime) || !isTime(own.endTime)) return []
    const span = spanWithin({ startTime: own.startTime, endTime: own.endTime }, hours)
    return checkInside(span, spanOf(hours), `services.${index}.`)
  })
}

/** The input for a new event. Throws one refusal that names everything wrong with it, not only the first. */
export const parseNew = (data: Readonly<Record<string, unknown>>): EventInput => {
  const sent = Object.fromEntries(
    Object.entries(data).filter(([name, value]) => !(isRequired(name) && (isEmpty(value) || value === 0))),
  )
  const { value, errors } = faultsIn(eventBody, sent)
  if (value && missingIn(value).length === 0) return value
  const named = new Set(errors.map(({ path }) => path.split('.')[0]))
  const missing = missingIn(sent as EventInput).filter((path) => !named.has(path))
  const paths = new Set(errors.map(({ path }) => path))
  throw invalid(
    ...errors,
    ...missing.map((path) => ({ path, message: 'fieldRequired' })),
    ...faultsOfHours(sent).filter(({ path }) => !paths.has(path)),
  )
}
