import { Refusal } from '@/domain/errors'
import type { Current, Person, Plan } from './plan'

/** Capacity can't fall below the number of people who remain. Those cancelled by the change don't count. */
export const refuseBelowPeople = (plan: Plan, { occurrences, people }: Current): void => {
  const cancelled = new Set(plan.cancelledOccurrences)
  const dayOf = new Map(occurrences.map(({ id, eventDay }) => [id, eventDay]))
  const remaining = people.filter(({ occurrence, status }) => status !== 'expected' || !cancelled.has(occurrence))
  const visitorsOn = (place: (person: Person) => string | undefined): Map<string | undefined, Set<string>> => {
    const visitors = new Map<string | undefined, Set<string>>()
    for (const person of remaining)
      visitors.set(place(person), (visitors.get(place(person)) ?? new Set()).add(person.visitor))
    return visitors
  }
  const onOccurrence = visitorsOn(({ occurrence }) => occurrence)
  const onDay = visitorsOn(({ occurrence }) => dayOf.get(occurrence))
  const below = [
    ...plan.days.map(({ id, date, capacity }) => ({
      eventDay: id,
      date,
      capacity,
      participants: onDay.get(id)?.size ?? 0,
    })),
    ...plan.occurrences.map(({ id, date, capacity }) => ({
      occurrence: id,
      date,
      capacity,
      participants: onOccurrence.get(id)?.size ?? 0,
    })),
  ].filter(({ capacity, participants }) => participants > capacity)
  if (below.length > 0) {
    const dates = [...new Set(below.map(({ date }) => date))].sort()
    throw new Refusal('CAPACITY_BELOW_PARTICIPANTS', { dates, below: below.slice(0, 100) })
  }
}
