import type { ErrorCode } from '../errors'
import type { VisitorStatus } from '@/domain/visitors/status'

/** What the booking rules need to know about an occurrence. Counts are numbers of people. */
export type Slot = {
  occurrence: string
  eventDay: string
  startsAt: Date
  endsAt: Date
  cancelled: boolean
  /** The event was archived by hand, or its last date has passed. */
  archived: boolean
  /** When the booking window opens; null if booking is always open. */
  opensAt: Date | null
  registration: boolean
  allowOverlap: boolean
  capacity: number
  /** Active participants, without holds. */
  taken: number
  /** Other people's places held here by an unexpired hold. */
  held: number
  dayCapacity: number
  dayTaken: number
  /** Other people who hold a place on this day and are not counted in it yet. */
  dayHeld: number
}

/** An active booking of the person, for any event. */
export type Booking = {
  participant: string
  occurrence: string
  eventDay: string
  startsAt: Date
  endsAt: Date
  allowOverlap: boolean
}

export type Person = { status: VisitorStatus; bookings: readonly Booking[] }

/** The possible refusals, in the order in which the rules are checked. */
export const BOOKING_REFUSALS = [
  'OCCURRENCE_CANCELLED',
  'OCCURRENCE_ENDED',
  'EVENT_ARCHIVED',
  'WINDOW_NOT_OPEN',
  'REGISTRATION_REQUIRED',
  'ALREADY_BOOKED',
  'TIME_CONFLICT',
  'OCCURRENCE_FULL',
  'EVENT_FULL',
] as const satisfies readonly ErrorCode[]
export type BookingRefusal = (typeof BOOKING_REFUSALS)[number]

export type Decision = { code: BookingRefusal; data: Record<string, unknown> } | null

type Question = {
  slot: Slot
  /** null: availability without a visitor, which skips the rules about the person. */
  person: Person | null
  /** Staff may book after the end and outside the window. Capacity applies to everybody. */
  staff: boolean
  now: Date
}

/** Half-open intervals: one that ends at 12:00 does not overlap one that starts at 12:00. */
export const overlaps = (a: { startsAt: Date; endsAt: Date }, b: { startsAt: Date; endsAt: Date }): boolean =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt

export const placesLeft = (slot: Slot): number => Math.max(0, slot.capacity - slot.taken - slot.held)

/** A person who is already counted in the day does not take a second place. */
export const dayPlacesLeft = (slot: Slot, person: Person | null): number =>
  isCounted(slot, person) ? Number.POSITIVE_INFINITY : Math.max(0, slot.dayCapacity - slot.dayTaken - slot.dayHeld)

const isCounted = (slot: Slot, person: Person | null): boolean =>
  person?.bookings.some(({ eventDay }) => eventDay === slot.eventDay) ?? false

/** The first rule that refuses, in the order of docs/domain.md; null if the booking is allowed. */
export const decide = ({ slot, person, staff, now }: Question): Decision => {
  const ended = slot.endsAt <= now
  const refuse = (code: BookingRefusal, data: Record<string, unknown> = {}): Decision => ({
    code,
    data: { occurrence: slot.occurrence, ...data },
  })

  if (slot.cancelled) return refuse('OCCURRENCE_CANCELLED')
  if (ended && !staff) return refuse('OCCURRENCE_ENDED')
  if (slot.archived && !ended) return refuse('EVENT_ARCHIVED')
  if (!staff && slot.opensAt && slot.opensAt > now)
    return refuse('WINDOW_NOT_OPEN', { bookableFrom: slot.opensAt.toISOString() })
  if (person) {
    if (person.status === 'new' && !slot.registration) return refuse('REGISTRATION_REQUIRED')
    const same = person.bookings.find(({ occurrence }) => occurrence === slot.occurrence)
    if (same) return refuse('ALREADY_BOOKED', { participant: same.participant })
    const conflict = slot.allowOverlap
      ? undefined
      : person.bookings.find((booking) => !booking.allowOverlap && overlaps(booking, slot))
    if (conflict) return refuse('TIME_CONFLICT', { conflictsWith: conflict.occurrence })
  }
  if (placesLeft(slot) === 0) return refuse('OCCURRENCE_FULL', { capacity: slot.capacity })
  if (dayPlacesLeft(slot, person) === 0)
    return refuse('EVENT_FULL', { eventDay: slot.eventDay, capacity: slot.dayCapacity })
  return null
}
