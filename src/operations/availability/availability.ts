import type { Payload } from 'payload'
import { madeOnce } from '@/db/lists'
import { personWithBookings, type FoundSlot } from '@/db/slots'
import { slotsInRange } from '@/db/slots-in-range'
import { reading } from '@/db/sql'
import { isStaff, type Caller } from '@/domain/access/caller'
import { dayPlacesLeft, decide, placesLeft, type BookingRefusal, type Person } from '@/domain/booking/decide'
import { decideMove } from '@/domain/booking/decideMove'
import { Refusal } from '@/domain/errors'
import { addDays } from '@/domain/time/calendar'
import { ensureExpanded, reachOf } from '@/operations/events/ensureExpanded'

export type Question = {
  from: string
  to: string
  service: string | null
  place: string | null
  visitor: string | null
  /** A booking of the visitor: answers what moving it would get. */
  moving?: string | null
  /** Without a visitor: what somebody would get who is not written down yet. */
  newVisitor?: boolean
  caller: Caller
  now: Date
}

export type AvailableSlot = {
  occurrence: string
  event: string
  service: string
  place: string
  startsAt: string
  endsAt: string
  timezone: string
  capacity: number
  free: number
  state: 'open' | 'refused'
  code: BookingRefusal | null
  bookableFrom: string | null
}
export type Availability = { days: { date: string; slots: AvailableSlot[] }[] }

/**
 * What a booking by this caller would get for each slot, decided by the same rules as a booking. Takes three
 * statements, whatever the number of days, occurrences and people. `from` and `to` are inclusive dates.
 */
export const availability = async (
  payload: Payload,
  { from, to, service, place, visitor, moving = null, newVisitor = false, caller, now }: Question,
): Promise<Availability> => {
  await ensureExpanded(payload, { from, until: await reachOf(payload, { until: to, caller, now }), now })
  const db = reading(payload)
  const found =
    visitor === null ? null : await personWithBookings(db, { visitor, from: addDays(from, -2), to: addDays(to, 2) })
  if (visitor !== null && !found) throw new Refusal('VISITOR_NOT_FOUND', { visitor })
  const slots = await slotsInRange(db, { from, to, service, place, visitor: found?.visitor ?? null, now })

  const days = new Map<string, AvailableSlot[]>()
  const view = {
    person: found?.person ?? (newVisitor ? NOBODY_YET : null),
    staff: isStaff(caller),
    now,
    moving,
    written: madeOnce((instant: Date) => instant.toISOString()),
  }
  for (const slot of slots) {
    const list = days.get(slot.date) ?? []
    list.push(asAvailable(slot, view))
    days.set(slot.date, list)
  }
  return { days: [...days].map(([date, list]) => ({ date, slots: list })) }
}

const NOBODY_YET: Person = { status: 'new', bookings: [] }

type View = {
  person: Person | null
  staff: boolean
  now: Date
  moving: string | null
  written: (instant: Date) => string
}

const asAvailable = (slot: FoundSlot, { written, moving, person, ...asked }: View): AvailableSlot => {
  const refused =
    person && moving !== null
      ? decideMove({ participant: moving, slot, person, ...asked })
      : decide({ slot, person, ...asked })
  return {
    occurrence: slot.occurrence,
    event: slot.event,
    service: slot.service,
    place: slot.place,
    startsAt: written(slot.startsAt),
    endsAt: written(slot.endsAt),
    timezone: slot.timezone,
    capacity: slot.capacity,
    free: Math.min(placesLeft(slot), dayPlacesLeft(slot, person)),
    state: refused ? 'refused' : 'open',
    code: refused?.code ?? null,
    bookableFrom: slot.opensAt && written(slot.opensAt),
  }
}
