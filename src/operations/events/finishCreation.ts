import { recordAudit } from '@/db/audit'
import { readEvent } from '@/db/events'
import type { Db } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { enqueue } from '@/notifications/enqueue'
import { expandNew } from './expand'

type Creation = { id: string; caller: Caller | null; now: Date }

/** What every new event gets, whoever wrote its row: its dates, an audit row, a word to the volunteers if ticked. */
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
