import type { Payload } from 'payload'
import { newId } from '@/db/newId'
import { writeBookings, type Participant } from '@/db/participants'
import { lockedPersonAndSlots, type FoundSlot } from '@/db/slots'
import type { Db } from '@/db/sql'
import { isStaff, sourceOf, type Caller } from '@/domain/access/caller'
import type { Decision, Person } from '@/domain/booking/decide'
import { decideAll } from '@/domain/booking/decideAll'
import { Refusal, Refusals } from '@/domain/errors'
import { localDate } from '@/domain/time/zone'
import { onceTogether, type KeyClaim } from '@/operations/idempotency/once'
import { count } from '@/operations/metrics/counts'
import { forSurvivor, MergedInto } from './survivor'

export type BookingRequest = { visitor: string; occurrences: readonly string[]; comment: string | null }
type Context = { caller: Caller; now: Date; route: string; key: string | null; body: unknown }

/**
 * Books one visitor on one or more occurrences, all or none. Used by the API, the panel and the bot alike. Throws
 * Refusals with a code for each occurrence. Returns participants in the order of the request.
 */
export const book = async (
  payload: Payload,
  request: BookingRequest,
  { caller, now, ...idempotency }: Context,
): Promise<{ participants: Participant[] }> => {
  let made = 0
  const answer = await forSurvivor(request.visitor, (visitor) =>
    onceTogether(payload, { caller, ...idempotency }, async (db, keyClaim) => {
      const participants = await bookWithin(db, { ...request, visitor }, { caller, now }, { keyClaim, last: true })
      made = participants.length
      return { participants }
    }),
  )
  // A repeated answer is not another booking.
  if (made > 0) count('bookings', sourceOf(caller), made)
  return answer
}

/** The same within an open transaction. With `keyClaim` these participants are stored as the whole answer. */
export const bookWithin = async (
  db: Db,
  { visitor, occurrences, comment }: BookingRequest,
  { caller, now }: { caller: Caller; now: Date },
  { keyClaim, last }: { keyClaim: KeyClaim | null; last: boolean } = { keyClaim: null, last: false },
): Promise<Participant[]> => {
  const { slots } = await bookableSlots(db, { visitor, occurrences, caller, now }, keyClaim)
  const booked = slots.map((slot) => ({ slot, participant: asParticipant(slot, { visitor, comment, caller, now }) }))
  const participants = booked.map(({ participant }) => participant)
  await writeBookings(db, {
    visitor,
    bookings: booked.map(({ slot, participant: { id, occurrence } }) => ({
      id,
      occurrence,
      again: slot.reusable !== null,
    })),
    comment,
    source: sourceOf(caller),
    caller,
    now,
    keep: keyClaim && { key: keyClaim.key, answer: { status: 201, body: { participants } } },
    last,
  })
  if (keyClaim) keyClaim.answerStored = true
  return participants
}

type Wanted = { visitor: string; occurrences: readonly string[]; caller: Caller; now: Date }

/** Locks, reads under the locks, applies the rules, and refuses before anything is written. */
export const bookableSlots = async (
  db: Db,
  { visitor, occurrences, caller, now }: Wanted,
  keyClaim: KeyClaim | null = null,
): Promise<{ slots: FoundSlot[]; person: Person }> => {
  const { person, mergedInto, slots, rowsBefore } = await lockedPersonAndSlots(db, {
    occurrences,
    visitor,
    now,
    before: keyClaim?.claim ?? null,
  })
  await keyClaim?.confirm(rowsBefore)
  if (mergedInto !== null) throw new MergedInto(mergedInto)
  if (!person) throw new Refusal('VISITOR_NOT_FOUND', { visitor })
  const unknown = occurrences.filter((id) => !slots.some(({ occurrence }) => occurrence === id))
  if (unknown.length > 0)
    throw new Refusals(unknown.map((occurrence) => new Refusal('OCCURRENCE_NOT_FOUND', { occurrence })))
  const refused = decideAll({ slots, person, staff: isStaff(caller), now })
  if (refused.length > 0) throw new Refusals(refused.map((decision) => refusedAt(decision, slots)))
  return { slots, person }
}

export const refusedAt = ({ code, data }: NonNullable<Decision>, slots: readonly FoundSlot[]): Refusal =>
  new Refusal(code, withLocalDate(data, slots))

/** The text of WINDOW_NOT_OPEN contains a date, which has to be in the zone of the place. */
const withLocalDate = (data: Record<string, unknown>, slots: readonly FoundSlot[]): Record<string, unknown> => {
  const slot = slots.find(({ occurrence }) => occurrence === data.occurrence)
  if (typeof data.bookableFrom !== 'string' || !slot) return data
  return { ...data, bookableDate: localDate(new Date(data.bookableFrom), slot.timezone) }
}

const asParticipant = (
  slot: FoundSlot,
  { visitor, comment, caller, now }: { visitor: string; comment: string | null; caller: Caller; now: Date },
): Participant => ({
  id: slot.reusable?.id ?? newId(now),
  visitor,
  occurrence: slot.occurrence,
  eventDay: slot.eventDay,
  status: 'expected',
  comment,
  source: sourceOf(caller),
  bookedBy: { relationTo: caller.kind, value: caller.id },
  bookedAt: now.toISOString(),
  cancelledAt: null,
  cancelReason: null,
  createdAt: (slot.reusable?.createdAt ?? now).toISOString(),
  updatedAt: now.toISOString(),
})
