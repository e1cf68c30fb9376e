import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { cancelDates, lockDateOf } from '@/db/dates'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { cancelAllOn } from '@/operations/bookings/cancelAllOn'
import { refuseUnconfirmed } from '@/operations/events/refuseUnconfirmed'

type Cancelling = { id: string; reason: string | null; confirm: boolean; caller: Caller; now: Date }

/** Cancels a whole date; services that are over stay as they were. A second call changes nothing. */
export const cancelEventDay = (payload: Payload, { id, reason, confirm, caller, now }: Cancelling): Promise<void> =>
  transaction(payload, async (db) => {
    const found = await lockDateOf(db, 'event-days', id)
    if (!found) throw new Refusal('NOT_FOUND')
    const { event, day, current } = found
    if (day.status === 'cancelled') return
    if (day.endsAt <= now) throw new Refusal('OCCURRENCE_ENDED', { eventDay: id })
    const occurrences = current.occurrences
      .filter(({ status, endsAt }) => status === 'scheduled' && endsAt > now)
      .map((one) => one.id)
    await refuseUnconfirmed(db, { code: 'CANCEL_CONFIRM_REQUIRED', occurrences, confirm, caller })
    await cancelAllOn(db, { occurrences, reason, caller, now, about: { event, date: day.date } })
    await cancelDates(db, { occurrences, day: id, reason, now })
    await recordAudit(db, {
      at: now,
      action: 'eventDay.cancelled',
      subject: 'event-days',
      subjectId: id,
      caller,
      changes: { date: day.date, reason },
    })
  })
