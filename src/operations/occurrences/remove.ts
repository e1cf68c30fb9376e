import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { deleteDates, lockDateOf } from '@/db/dates'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

type Removal = { id: string; caller: Caller; now: Date }

/** Deletes a service from one date for good. If people are booked on it, it can only be cancelled. */
export const removeOccurrence = (payload: Payload, { id, caller, now }: Removal): Promise<void> =>
  transaction(payload, async (db) => {
    const found = await lockDateOf(db, 'occurrences', id)
    const occurrence = found?.current.occurrences.find((one) => one.id === id)
    if (!found || !occurrence) throw new Refusal('NOT_FOUND')
    const participants = found.current.people.filter((person) => person.occurrence === id).length
    if (participants > 0) throw new Refusal('OCCURRENCE_HAS_PARTICIPANTS', { occurrence: id, participants })
    const { event, date, line } = { ...occurrence, event: found.event }
    await deleteDates(db, { event, date, line, occurrences: [id], day: null })
    await recordAudit(db, {
      at: now,
      action: 'occurrence.deleted',
      subject: 'occurrences',
      subjectId: id,
      caller,
      changes: { event, date, line, service: occurrence.service },
    })
  })
