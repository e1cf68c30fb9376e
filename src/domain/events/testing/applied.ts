import type { Current, Day, Occurrence, Plan } from '../plan'

/** Applies a plan in memory, as writing it would change the database. */
export const applied = (
  current: Current,
  { newDays, newOccurrences, days, occurrences, deletedDays, deletedOccurrences, cancelledOccurrences }: Plan,
  zone: string,
  newId: () => string,
): Current => {
  const day = new Map(days.map((one) => [one.id, one]))
  const occurrence = new Map(occurrences.map((one) => [one.id, one]))
  const fresh = { status: 'scheduled' as const, skipped: false, editedFields: [] }
  return {
    days: [
      ...current.days.filter(({ id }) => !deletedDays.includes(id)).map((one) => day.get(one.id) ?? one),
      ...newDays.map((one): Day => ({ ...one, zone, ...fresh })),
    ],
    occurrences: [
      ...current.occurrences
        .filter(({ id }) => !deletedOccurrences.includes(id))
        .map((one) => occurrence.get(one.id) ?? one),
      ...newOccurrences.map((one): Occurrence => ({ ...one, id: newId(), booked: false, ...fresh })),
    ],
    people: current.people.filter((person) => !cancelledOccurrences.includes(person.occurrence)),
    removed: current.removed,
  }
}
