import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { deleteDates, lockDateOf } from '@/db/dates'
import { readEvent } from '@/db/events'
import { transaction } from '@/db/sql'
import { setLastDate } from '@/db/upcoming'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { lastDateOf } from '@/domain/events/series'

type Removal = { id: string; caller: Caller; now: Date }

/** Deletes one date of an event for good: later edits of the series don't bring it back. */
export const removeEventDay = (payload: Payload, { id, caller, now }: Removal): Promise<void> =>
  transaction(payload, async (db) => {
    const found = await lockDateOf(db, 'event-days', id)
    if (!found) throw new Refusal('NOT_FOUND')
    const { event, day, current } = found
    if (current.people.length > 0)
      throw new Refusal('OCCURRENCE_HAS_PARTICIPANTS', { eventDay: id, participants: current.people.length })
    await deleteDates(db, {
      event,
      date: day.date,
      line: null,
      occurrences: current.occurrences.map((one) => one.id),
      day: id,
    })
    const series = await readEvent(db, event)
    const removed = [...current.removed.filter(({ line }) => line === null).map(({ date }) => date), day.date]
    if (series) await setLastDate(db, event, lastDateOf(series, removed))
    await recordAudit(db, {
      at: now,
      action: 'eventDay.deleted',
      subject: 'event-days',
      subjectId: id,
      caller,
      changes: { event, date: day.date },
    })
  })
