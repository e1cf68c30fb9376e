import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { lockForBooking, participantById, writeCancellation, type Participant } from '@/db/participants'
import { endOfOccurrence } from '@/db/attendance'
import { transaction } from '@/db/sql'
import { isStaff, mayBook, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { tellBookers } from '@/notifications/tellBookers'

/**
 * Cancels one booking and frees its place. A second call changes nothing and returns the same. A caller with an API key
 * may cancel only its own bookings. The volunteer who booked is told, unless they cancelled themselves.
 */
export const cancel = (
  payload: Payload,
  { id, reason, caller, now }: { id: string; reason: string | null; caller: Caller; now: Date },
): Promise<Participant> =>
  transaction(payload, async (db) => {
    const before = await participantById(db, id)
    if (!before) throw new Refusal('NOT_FOUND')
    if (!mayBook(caller) || (caller.kind === 'integrations' && before.bookedBy?.value !== caller.id))
      throw new Refusal('FORBIDDEN')
    if (before.status === 'cancelled') return before
    if (!isStaff(caller) && (await endOfOccurrence(db, before.occurrence)) <= now)
      throw new Refusal('OCCURRENCE_ENDED', { occurrence: before.occurrence })

    await lockForBooking(db, before.visitor, [before.occurrence])
    const after = await writeCancellation(db, { id, reason, now })
    // Somebody else cancelled it while we waited, so their cancellation is returned.
    if (!after) return (await participantById(db, id)) ?? before
    await recordAudit(db, {
      at: now,
      action: 'participant.cancelled',
      subject: 'participants',
      subjectId: id,
      caller,
      changes: { from: before.status },
      ...(reason === null ? {} : { person: { id: before.visitor, values: { reason } } }),
    })
    if (before.bookedBy?.value !== caller.id) {
      await tellBookers(db, now, {
        kind: 'bookingsCancelled',
        participants: [before],
        about: { occurrence: before.occurrence, reason },
      })
    }
    return after
  })
