import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { insertDates } from '@/db/event-dates'
import { writePlan } from '@/db/event-plan'
import { deferChecks, settle, updateEvent } from '@/db/event-write'
import { cancelledThen, cancelledTogether, lockToRestore, type CancelledThen } from '@/db/restored'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { planDayRestore, withoutSkip } from '@/domain/events/planRestore'
import { lastDateOf } from '@/domain/events/series'

type Restoring = { id: string; caller: Caller; now: Date }

/**
 * Puts a cancelled or skipped date back. Nobody is booked again by it: it returns those who lost their booking when the
 * date was cancelled, so that somebody decides. A second call changes nothing and returns who is still left.
 */
export const restoreEventDay = (payload: Payload, { id, caller, now }: Restoring): Promise<CancelledThen[]> =>
  transaction(payload, async (db) => {
    const found = await lockToRestore(db, 'event-days', id)
    if (!found) throw new Refusal('NOT_FOUND')
    const { event, day, current, series: stored } = found
    const occurrences = current.occurrences.map((one) => one.id)
    if (day.status === 'scheduled') return cancelledThen(db, occurrences, now)
    if (stored.archivedAt) throw new Refusal('EVENT_ARCHIVED', { event })
    if (day.endsAt <= now) throw new Refusal('OCCURRENCE_ENDED', { eventDay: id })
    const series = withoutSkip(stored, day.date)
    const together = await cancelledTogether(db, id)
    const plan = planDayRestore({ event, series, day, current, together, now })
    await deferChecks(db)
    if (series.skipDates.length < stored.skipDates.length) {
      const removed = current.removed.filter(({ line }) => line === null).map(({ date }) => date)
      const lastDate = lastDateOf(series, removed)
      await updateEvent(db, event, series, { lastDate, expandedUntil: stored.expandedUntil }, now)
    }
    await writePlan(db, plan, now)
    await insertDates(db, now, plan.newDays, plan.newOccurrences)
    await settle(db)
    await recordAudit(db, {
      at: now,
      action: 'eventDay.restored',
      subject: 'event-days',
      subjectId: id,
      caller,
      changes: { event, date: day.date, ...(series.skipDates.length < stored.skipDates.length && { scope: 'series' }) },
    })
    return cancelledThen(db, occurrences, now)
  })
