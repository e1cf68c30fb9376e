import { decide, type Decision, type Person, type Slot } from './decide'

/**
 * Decides about several occurrences for one person, all or none. Each is checked as if the previous ones were booked
 * already: of two overlapping ones the second is refused, and a second service on the same day takes no second place
 * of the day.
 */
export const decideAll = ({
  slots,
  person,
  staff,
  now,
}: {
  slots: readonly Slot[]
  person: Person
  staff: boolean
  now: Date
}): NonNullable<Decision>[] => {
  const refused: NonNullable<Decision>[] = []
  let bookings = person.bookings
  for (const slot of slots) {
    const decision = decide({ slot, person: { ...person, bookings }, staff, now })
    if (decision) refused.push(decision)
    else bookings = [...bookings, { ...slot, participant: '' }]
  }
  return refused
}
