import { decide, type Decision, type Person, type Slot } from './decide'

/**
 * Decides about moving a booking to another slot. The booking to be given up conflicts with nothing, but its day still
 * counts the person, so that a move within a full day needs no second place of it.
 */
export const decideMove = ({
  participant,
  slot,
  person,
  staff,
  now,
}: {
  participant: string
  slot: Slot
  person: Person
  staff: boolean
  now: Date
}): Decision =>
  decide({
    slot,
    person: {
      ...person,
      bookings: person.bookings.map((booking) =>
        booking.participant === participant ? { ...booking, allowOverlap: true } : booking,
      ),
    },
    staff,
    now,
  })
