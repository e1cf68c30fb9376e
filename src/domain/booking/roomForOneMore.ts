import { dayPlacesLeft, type Person, placesLeft, type Slot } from './decide'

type Room = Pick<Slot, 'capacity' | 'dayCapacity'>

/**
 * The capacities with which one more person fits: of the service, of the day, or of both, since a service can't have
 * more places than its day. Places that others hold at the moment are taken.
 */
export const roomForOneMore = (slot: Slot, person: Person): Room => {
  const capacity = placesLeft(slot) > 0 ? slot.capacity : slot.taken + slot.held + 1
  const dayCapacity = dayPlacesLeft(slot, person) > 0 ? slot.dayCapacity : slot.dayTaken + slot.dayHeld + 1
  return { capacity, dayCapacity: Math.max(dayCapacity, capacity) }
}
