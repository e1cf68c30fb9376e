import type { KeyOf } from '@/db/idempotency'
import { newId } from '@/db/newId'
import { writeOfBookings, type Participant } from '@/db/participants'
import type { FoundSlot } from '@/db/slots'
import type { Call } from '@/db/statement'
import { sourceOf, type Caller } from '@/domain/access/caller'

type Writing = { visitor: string; comment: string | null; caller: Caller; now: Date; key: KeyOf | null }

/**
 * The participants of one booking and the statement that writes them. With `key` they are stored as the whole answer.
 */
export const writingOf = (
  slots: readonly FoundSlot[],
  { key, ...request }: Writing,
): { participants: Participant[]; write: Call } => {
  const booked = slots.map((slot) => ({ slot, participant: asParticipant(slot, request) }))
  const participants = booked.map(({ participant }) => participant)
  return {
    participants,
    write: writeOfBookings({
      ...request,
      bookings: booked.map(({ slot, participant: { id, occurrence } }) => ({
        id,
        occurrence,
        again: slot.reusable !== null,
      })),
      source: sourceOf(request.caller),
      keep: key && { key, answer: { status: 201, body: { participants } } },
    }),
  }
}

const asParticipant = (slot: FoundSlot, { visitor, comment, caller, now }: Omit<Writing, 'key'>): Participant => ({
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
