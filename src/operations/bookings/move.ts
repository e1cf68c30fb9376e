import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { writeMove } from '@/db/move-booking'
import { participantById, writeCancellation, type Participant } from '@/db/participants'
import { lockedPersonAndSlots, type FoundSlot } from '@/db/slots'
import type { Db } from '@/db/sql'
import { isStaff, mayBook, type Caller } from '@/domain/access/caller'
import { decideMove } from '@/domain/booking/decideMove'
import { Refusal } from '@/domain/errors'
import { tellBookers } from '@/notifications/tellBookers'
import { once } from '@/operations/idempotency/once'
import { refusedAt } from './bookable'
import { forSurvivor, MergedInto } from './survivor'

type Wanted = { id: string; occurrence: string }
type Asked = { caller: Caller; now: Date }

/**
 * Moves a booking to another occurrence in one go: the new place is had before the old one is given up, and a refusal
 * leaves everything as it was. The rules are those of a booking. The booking stays with whoever made it, and a
 * volunteer who made it is told, unless they moved it themselves.
 */
export const move = (
  payload: Payload,
  wanted: Wanted,
  { caller, now, key }: Asked & { key: string | null },
): Promise<Participant> =>
  // A merge may take the booking to the survivor while we wait, so it is read again.
  forSurvivor('', () =>
    once(payload, { caller, route: 'POST /participants/:id/move', key, body: wanted }, (db) =>
      moveWithin(db, wanted, { caller, now }),
    ),
  )

const moveWithin = async (db: Db, { id, occurrence }: Wanted, { caller, now }: Asked): Promise<Participant> => {
  const known = await participantById(db, id)
  if (!known) throw new Refusal('NOT_FOUND')
  if (!mayBook(caller) || (caller.kind === 'integrations' && known.bookedBy?.value !== caller.id))
    throw new Refusal('FORBIDDEN')

  const { person, mergedInto, slots } = await lockedPersonAndSlots(db, {
    occurrences: [...new Set([known.occurrence, occurrence])],
    visitor: known.visitor,
    now,
    before: null,
  })
  if (mergedInto !== null) throw new MergedInto(mergedInto)
  if (!person) throw new Refusal('VISITOR_NOT_FOUND', { visitor: known.visitor })
  const before = await participantById(db, id)
  const [from, to] = [known.occurrence, occurrence].map((one) => slots.find((slot) => slot.occurrence === one))
  if (!before || !from) throw new Refusal('NOT_FOUND')
  if (before.status === 'cancelled') throw new Refusal('PARTICIPANT_CANCELLED', { participant: id })
  if (before.status !== 'expected') throw new Refusal('PARTICIPANT_MARKED', { participant: id })
  if (!to) throw new Refusal('OCCURRENCE_NOT_FOUND', { occurrence })
  if (!isStaff(caller) && from.endsAt <= now) throw new Refusal('OCCURRENCE_ENDED', { occurrence: from.occurrence })
  const refused = decideMove({ participant: id, slot: to, person, staff: isStaff(caller), now })
  if (refused) throw refusedAt(refused, slots)
  return write(db, { before, from, to }, { caller, now })
}

type Move = { before: Participant; from: FoundSlot; to: FoundSlot }

const write = async (db: Db, { before, from, to }: Move, { caller, now }: Asked): Promise<Participant> => {
  const id = await writeMove(db, { participant: before.id, visitor: before.visitor, slot: to, now })
  await writeCancellation(db, { id: before.id, reason: null, now })
  const after = await participantById(db, id)
  if (!after) throw new Error('A moved booking was not written')
  await recordAudit(
    db,
    {
      at: now,
      action: 'participant.moved',
      subject: 'participants',
      subjectId: before.id,
      caller,
      changes: { visitor: before.visitor, from: from.occurrence, to: to.occurrence, participant: id },
    },
    {
      at: now,
      action: 'participant.booked',
      subject: 'participants',
      subjectId: id,
      caller,
      changes: { visitor: before.visitor, occurrence: to.occurrence, again: to.reusable !== null },
    },
  )
  if (before.bookedBy?.value !== caller.id)
    await tellBookers(db, now, {
      kind: 'bookingsMoved',
      participants: [after],
      about: {
        moved: [{ occurrence: to.occurrence, from: from.startsAt, to: to.startsAt, participant: before.id }],
      },
    })
  return after
}
