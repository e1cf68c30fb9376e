import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { lockEvents, readEvent } from '@/db/events'
import { transaction } from '@/db/sql'
import { lockUpcoming, removeUpcoming, setDeleted } from '@/db/upcoming'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { cancelAllOn } from '@/operations/bookings/cancelAllOn'
import { refuseUnconfirmed } from './refuseUnconfirmed'

type Removal = { id: string; confirm: boolean; caller: Caller; now: Date }

/** Removes an event from every list. Its past dates and their attendance are kept. */
export const removeEvent = (payload: Payload, { id, confirm, caller, now }: Removal): Promise<void> =>
  transaction(payload, async (db) => {
    await lockEvents(db, [id])
    const event = await readEvent(db, id)
    if (!event) throw new Refusal('NOT_FOUND')
    const occurrences = await lockUpcoming(db, id, now)
    await refuseUnconfirmed(db, { code: 'DELETE_CONFIRM_REQUIRED', occurrences, confirm, caller })
    await cancelAllOn(db, { occurrences, reason: null, caller, now, about: { event: id } })
    await removeUpcoming(db, id, now)
    await setDeleted(db, id, now)
    await recordAudit(db, {
      at: now,
      action: 'event.deleted',
      subject: 'events',
      subjectId: id,
      caller,
      changes: { title: event.title },
    })
  })
