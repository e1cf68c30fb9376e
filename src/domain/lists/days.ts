import { addDays, isDate } from '@/domain/time/calendar'
import { localInstant } from '@/domain/time/zone'

type Where = Record<string, unknown>

/** The panel's picker of a day sends the noon of that day, in UTC and rounded to the hour. */
const NOON = /^(\d{4}-\d{2}-\d{2})T1[12]:\d{2}:\d{2}(?:\.\d+)?Z$/

const isTree = (value: unknown): value is Where => typeof value === 'object' && value !== null && !Array.isArray(value)

const dayOf = (value: unknown): string | null => {
  const date = typeof value === 'string' ? NOON.exec(value)?.[1] : undefined
  return isDate(date) ? date : null
}

const compared = (path: string, operator: string, date: string, zone: string): Where | null => {
  const from = localInstant(date, '00:00', zone).toISOString()
  const to = localInstant(addDays(date, 1), '00:00', zone).toISOString()
  switch (operator) {
    case 'equals':
    case 'in':
      return { and: [{ [path]: { greater_than_equal: from } }, { [path]: { less_than: to } }] }
    case 'not_equals':
    case 'not_in':
      return {
        or: [{ [path]: { less_than: from } }, { [path]: { greater_than_equal: to } }, { [path]: { exists: false } }],
      }
    case 'greater_than':
      return { [path]: { greater_than_equal: to } }
    case 'greater_than_equal':
      return { [path]: { greater_than_equal: from } }
    case 'less_than':
      return { [path]: { less_than: from } }
    case 'less_than_equal':
      return { [path]: { less_than: to } }
    default:
      return null
  }
}

/** A filter in which a picked day is that whole day in the viewer's zone. `picksDays` knows the fields with such a picker. */
export const wholeDays = (where: Where, zone: string, picksDays: (path: string) => boolean): Where => {
  const conditions = Object.entries(where).map(([key, inner]): Where => {
    if (Array.isArray(inner))
      return { [key]: inner.map((one: unknown) => (isTree(one) ? wholeDays(one, zone, picksDays) : one)) }
    if (!isTree(inner) || !picksDays(key)) return { [key]: inner }
    const parts = Object.entries(inner).map(([operator, value]) => {
      const date = dayOf(value)
      return (date !== null && compared(key, operator, date, zone)) || { [key]: { [operator]: value } }
    })
    return parts.length === 1 && parts[0] ? parts[0] : { and: parts }
  })
  return conditions.length === 1 && conditions[0] ? conditions[0] : { and: conditions }
}
