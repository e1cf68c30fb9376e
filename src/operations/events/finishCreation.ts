import { recordAudit } from '@/db/audit'
import { readEvent } from '@/db/events'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { enqueue } from '@/notifications/enqueue'
import { expandNew } from './expand'

type Creation = { id: string; caller: Caller | null; now: Date }

/**
 * Completes a new event after its row is written: its dates, an audit entry, and a message to the volunteers if asked
 * for.
 */
export const finishCreation = async (db: Db, { id, caller, now }: Creation): Promise<void> => {
  const event = await readEvent(db, id)
  if (!event) throw new Refusal('NOT_FOUND')
  await expandNew(db, event, now)
  const { title, place, type, date, rrule } = event
  await recordAudit(db, {
    at: now,
    action: 'event.created',
    subject: 'events',
    subjectId: id,
    caller,
    changes: { title, place, type, date, rrule },
  })
  if (event.announce)
    await enqueue(db, now, [
      { kind: 'eventAnnounced', recipient: { kind: 'volunteerChat', id: null }, payload: { event: id } },
    ])
}
