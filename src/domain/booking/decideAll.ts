import { decide, type Decision, type Person, type Slot } from './decide'

/**
 * Several occurrences for one person, all or none. Each is judged as if those before it were booked, so
 * two that overlap refuse the second, and the second service of one day takes no second place of it.
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
