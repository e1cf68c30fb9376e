import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { cancelDates, lockDateOf } from '@/db/dates'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { cancelAllOn } from '@/operations/bookings/cancelAllOn'
import { refuseUnconfirmed } from '@/operations/events/refuseUnconfirmed'

type Cancelling = { id: string; reason: string | null; confirm: boolean; caller: Caller; now: Date }

/**
 * Cancels one service on one date (the doctor is ill on Tuesday). People are cancelled and told, after confirmation. A
 * second call changes nothing.
 */
export const cancelOccurrence = (payload: Payload, { id, reason, confirm, caller, now }: Cancelling): Promise<void> =>
  transaction(payload, async (db) => {
    const found = await lockDateOf(db, 'occurrences', id)
    const occurrence = found?.current.occurrences.find((one) => one.id === id)
    if (!found || !occurrence) throw new Refusal('NOT_FOUND')
    if (occurrence.status === 'cancelled') return
    if (occurrence.endsAt <= now) throw new Refusal('OCCURRENCE_ENDED', { occurrence: id })
    await refuseUnconfirmed(db, { code: 'CANCEL_CONFIRM_REQUIRED', occurrences: [id], confirm, caller })
    await cancelAllOn(db, {
      occurrences: [id],
      reason,
      caller,
      now,
      about: { event: found.event, date: occurrence.date },
    })
    await cancelDates(db, { occurrences: [id], day: null, reason, now })
    await recordAudit(db, {
      at: now,
      action: 'occurrence.cancelled',
      subject: 'occurrences',
      subjectId: id,
      caller,
      changes: { reason },
    })
  })
