import { intervalOn } from './hours'
import { materialise } from './materialise'
import { type Current, type Day, type EditPolicy, emptyPlan, isMoved, moveOf, type Occurrence, type Plan } from './plan'
import { noLargerThanDay } from './noLargerThanDay'
import { refuseBelowPeople } from './refuseBelowPeople'
import { datesOf, type Dates, type Series } from './series'
import { settleDay } from './settleDay'

type Change = {
  event: string
  series: Series
  /** The series before the change. Dates it would have had anyway do not count as added. */
  before: Dates | null
  current: Current
  /** Dates have to exist up to this one. */
  until: string
  now: Date
  newId: () => string
  policy: EditPolicy
}

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Drops an occurrence that is no longer in the series. History always stays, and so do edits by hand on a date that
 * may come back.
 */
const dropOccurrence = (plan: Plan, occurrence: Occurrence, mayComeBack: boolean): void => {
  if (occurrence.status === 'cancelled' && !occurrence.skipped) return
  if (occurrence.status === 'scheduled') plan.cancelledOccurrences.push(occurrence.id)
  if (!occurrence.booked && !(mayComeBack && occurrence.editedFields.length > 0))
    plan.deletedOccurrences.push(occurrence.id)
  else if (occurrence.status === 'scheduled')
    plan.occurrences.push({ ...occurrence, status: 'cancelled', skipped: true })
}

const dropDay = (plan: Plan, day: Day, occurrences: readonly Occurrence[]): void => {
  plan.removed.push(day.date)
  for (const occurrence of occurrences) dropOccurrence(plan, occurrence, true)
  const empty = day.editedFields.length === 0 && occurrences.every(({ id }) => plan.deletedOccurrences.includes(id))
  if (empty) plan.deletedDays.push(day.id)
  else plan.days.push({ ...day, status: 'cancelled', skipped: true })
}

const keepDay = (plan: Plan, { event, series, current, policy }: Change, day: Day): void => {
  const { after, kept, added, gone, edited, leftOut } = settleDay({ event, series, day, current, policy })
  if (day.status === 'cancelled') plan.added.push(day.date)
  if (!same(day, after)) plan.days.push(after)
  plan.newOccurrences.push(...added)
  for (const occurrence of gone)
    dropOccurrence(plan, { ...occurrence, capacity: Math.min(occurrence.capacity, after.capacity) }, false)
  const moved = kept.filter(({ before, after: next }) => before.status === 'scheduled' && isMoved(before, next))
  plan.movedOccurrences.push(...moved.map(({ before, after: next }) => ({ id: before.id, ...moveOf(before, next) })))
  plan.occurrences.push(...kept.filter(({ before, after: next }) => !same(before, next)).map(({ after: next }) => next))
  const [move] = [{ before: day, after }, ...moved].filter((pair) => isMoved(pair.before, pair.after))
  if (move && day.status === 'scheduled') plan.moved.push({ date: day.date, ...moveOf(move.before, move.after) })
  const written = new Set([...plan.occurrences.map(({ id }) => id), ...plan.deletedOccurrences])
  const others = current.occurrences.filter(({ id, eventDay }) => eventDay === day.id && !written.has(id))
  plan.occurrences.push(...noLargerThanDay(others, after))
  plan.edited.push(...edited)
  plan.leftOut.push(...leftOut)
}

/**
 * Plans what a changed series does to its dates that have not begun. Dates cancelled or deleted by hand stay so. The
 * past is not touched.
 */
export const planSeries = (change: Change): Plan => {
  const { event, series, before, current, until, now, newId } = change
  const plan = emptyPlan()
  const deleted = current.removed.filter(({ line }) => line === null).map(({ date }) => date)
  const from = [...current.days.map(({ date }) => date), dayBefore(now)].sort()[0]
  const wanted = new Set(datesOf(series, { from, to: until }, deleted))
  const planned = new Set(before ? datesOf(before, { from, to: until }, deleted) : [])
  for (const day of current.days) {
    if (day.status === 'cancelled' && !day.skipped) wanted.delete(day.date)
    else if (wanted.delete(day.date)) keepDay(plan, change, day)
    else if (day.status === 'scheduled')
      dropDay(
        plan,
        day,
        current.occurrences.filter(({ eventDay }) => eventDay === day.id),
      )
  }
  const missing = [...wanted].filter((date) => intervalOn(date, series, series.zone).startsAt > now)
  const made = materialise(event, series, missing, current.removed, newId)
  plan.newDays.push(...made.days)
  plan.newOccurrences.push(...made.occurrences)
  plan.added.push(...made.days.map(({ date }) => date).filter((date) => !planned.has(date)))
  refuseBelowPeople(plan, current)
  return plan
}

/** Somewhere the local date is still a day behind UTC. */
const dayBefore = (now: Date): string => new Date(now.getTime() - 86_400_000).toISOString().slice(0, 10)
