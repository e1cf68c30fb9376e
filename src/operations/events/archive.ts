import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { lockEvents, readEvent } from '@/db/events'
import { transaction } from '@/db/sql'
import { lockUpcoming, setArchived } from '@/db/upcoming'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { cancelAllOn } from '@/operations/bookings/cancelAllOn'
import { refuseUnconfirmed } from './refuseUnconfirmed'

type Archiving = { id: string; confirm: boolean; caller: Caller; now: Date }

/**
 * Archives an event. People still booked on it are cancelled and told, after confirmation. A second call changes
 * nothing.
 */
export const archiveEvent = (payload: Payload, { id, confirm, caller, now }: Archiving): Promise<void> =>
  transaction(payload, async (db) => {
    await lockEvents(db, [id])
    const event = await readEvent(db, id)
    if (!event) throw new Refusal('NOT_FOUND')
    if (event.archivedAt) return
    const occurrences = await lockUpcoming(db, id, now)
    await refuseUnconfirmed(db, { code: 'ARCHIVE_CONFIRM_REQUIRED', occurrences, confirm, caller })
    await cancelAllOn(db, { occurrences, reason: null, caller, now, about: { event: id } })
    await setArchived(db, id, now, now)
    await recordAudit(db, { at: now, action: 'event.archived', subject: 'events', subjectId: id, caller, changes: {} })
  })
