import { type FieldError, invalid, Refusal } from '@/domain/errors'
import {
  type Current,
  type Day,
  emptyPlan,
  isMoved,
  moveOf,
  type Occurrence,
  type OccurrenceField,
  type Plan,
} from './plan'
import { refuseBelowPeople } from './refuseBelowPeople'

export type OccurrenceChange = { startsAt?: Date; endsAt?: Date; capacity?: number }

/** The time must stay within the hours of the event day. What has begun keeps its time. */
const checkTime = (before: Occurrence, after: Occurrence, day: Day, now: Date): FieldError[] => {
  if (before.startsAt <= now) return [{ path: 'startsAt', message: 'fieldBegun' }]
  if (after.endsAt <= after.startsAt) return [{ path: 'endsAt', message: 'fieldEndBeforeStart' }]
  if (after.startsAt < day.startsAt || after.startsAt >= day.endsAt)
    return [{ path: 'startsAt', message: 'fieldOutsideEvent' }]
  if (after.startsAt <= now) return [{ path: 'startsAt', message: 'fieldDatePast' }]
  return after.endsAt > day.endsAt ? [{ path: 'endsAt', message: 'fieldOutsideEvent' }] : []
}

/** Plans an edit of one service on one date. Later edits of the series leave the changed time and capacity alone. */
export const planOccurrence = (
  before: Occurrence,
  change: OccurrenceChange,
  day: Day,
  current: Current,
  now: Date,
): Plan => {
  const { startsAt = before.startsAt, endsAt = before.endsAt, capacity = before.capacity } = change
  const edits: [OccurrenceField, boolean][] = [
    ['startsAt', startsAt.getTime() !== before.startsAt.getTime()],
    ['endsAt', endsAt.getTime() !== before.endsAt.getTime()],
    ['capacity', capacity !== before.capacity],
  ]
  const edited = edits.filter(([, changed]) => changed).map(([field]) => field)
  const after: Occurrence = {
    ...before,
    startsAt,
    endsAt,
    capacity,
    editedFields: [...new Set([...before.editedFields, ...edited])],
  }
  const moved = isMoved(before, after)
  const errors = moved ? checkTime(before, after, day, now) : []
  if (errors.length > 0) throw invalid(...errors)
  if (capacity > day.capacity && edited.includes('capacity')) {
    throw new Refusal('CAPACITY_ABOVE_EVENT', {
      occurrence: before.id,
      date: before.date,
      capacity,
      eventCapacity: day.capacity,
    })
  }
  const plan = emptyPlan()
  if (edited.length > 0) plan.occurrences.push(after)
  if (moved) {
    plan.movedOccurrences.push({ id: before.id, ...moveOf(before, after) })
    plan.moved.push({ date: before.date, ...moveOf(before, after) })
  }
  refuseBelowPeople(plan, current)
  return plan
}
