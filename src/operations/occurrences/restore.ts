import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { writePlan } from '@/db/event-plan'
import { cancelledThen, lockToRestore, type CancelledThen } from '@/db/restored'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { planOccurrenceRestore } from '@/domain/events/planRestore'

type Restoring = { id: string; caller: Caller; now: Date }

/**
 * Puts one cancelled service of a date back. Nobody is booked again by it; a second call changes nothing and returns
 * who is still left of those who lost their booking.
 */
export const restoreOccurrence = (payload: Payload, { id, caller, now }: Restoring): Promise<CancelledThen[]> =>
  transaction(payload, async (db) => {
    const found = await lockToRestore(db, 'occurrences', id)
    const occurrence = found?.current.occurrences.find((one) => one.id === id)
    if (!found || !occurrence) throw new Refusal('NOT_FOUND')
    const { event, day, series } = found
    if (occurrence.status === 'scheduled') return cancelledThen(db, [id], now)
    if (series.archivedAt) throw new Refusal('EVENT_ARCHIVED', { event })
    if (occurrence.endsAt <= now) throw new Refusal('OCCURRENCE_ENDED', { occurrence: id })
    if (day.status === 'cancelled') throw new Refusal('EVENT_DAY_CANCELLED', { eventDay: day.id })
    await writePlan(db, planOccurrenceRestore(occurrence, { ...found, now }), now)
    await recordAudit(db, {
      at: now,
      action: 'occurrence.restored',
      subject: 'occurrences',
      subjectId: id,
      caller,
      changes: { event, date: occurrence.date },
    })
    return cancelledThen(db, [id], now)
  })
