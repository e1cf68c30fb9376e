import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { insertDates } from '@/db/event-dates'
import { lockDates, readCurrent, writePlan } from '@/db/event-plan'
import { deferChecks, settle, updateEvent } from '@/db/event-write'
import { lockEvents, readEvent, readRemoved, type StoredEvent } from '@/db/events'
import { type Db, transaction } from '@/db/sql'
import { reopenDate, setArchived } from '@/db/upcoming'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { SPARE_DAYS } from '@/domain/events/horizon'
import { materialise } from '@/domain/events/materialise'
import type { Overlap } from '@/domain/events/overlap'
import { planSeries } from '@/domain/events/planSeries'
import { stateOf } from '@/domain/events/state'
import { todayOf } from '@/domain/events/today'
import { localDate } from '@/domain/time/zone'
import { expandFurther } from './expand'
import { overlapsOf } from './overlaps'

type Activation = { id: string; date: string | null; caller: Caller; now: Date }

/**
 * Brings an event back from the archive: a series with its future dates, a one-off event on a new date. Cancelled
 * people are not restored and nobody is told. An active event stays as it is. Returns the overlaps with other events at
 * the place.
 */
export const activateEvent = (payload: Payload, { id, date, caller, now }: Activation): Promise<Overlap[]> =>
  transaction(payload, async (db) => {
    await lockEvents(db, [id])
    const event = await readEvent(db, id)
    if (!event) throw new Refusal('NOT_FOUND')
    const today = localDate(now, event.zone)
    if (stateOf(event, todayOf(event, now)) === 'active') return overlapsOf(db, [id], now)
    if (event.type === 'recurring') await resume(db, event, today, now)
    else if (date === null || date < today) throw new Refusal('ACTIVATION_DATE_REQUIRED', { today })
    else await planAnew(db, event, date, now)
    await recordAudit(db, {
      at: now,
      action: 'event.activated',
      subject: 'events',
      subjectId: id,
      caller,
      changes: { date: event.type === 'oneOff' ? date : null },
    })
    return overlapsOf(db, [id], now)
  })

const resume = async (db: Db, event: StoredEvent, today: string, now: Date): Promise<void> => {
  if (event.lastDate !== null && event.lastDate < today)
    throw new Refusal('ACTIVATION_END_REQUIRED', { lastDate: event.lastDate })
  await setArchived(db, event.id, null, now)
  await expandFurther(db, [event], await readRemoved(db, [event.id]), { until: null, spare: SPARE_DAYS, now })
}

/** The old date stays in the history; if it had not come yet, it is cancelled. */
const planAnew = async (db: Db, event: StoredEvent, date: string, now: Date): Promise<void> => {
  await lockDates(db, { event: event.id, after: null })
  // What was called off on that date may stand outside of its hours: the plan puts it right.
  await deferChecks(db)
  await reopenDate(db, event.id, date, now)
  const series = { ...event, date }
  const current = await readCurrent(db, { event: event.id, after: now })
  const plan = planSeries({
    event: event.id,
    series,
    before: null,
    current,
    until: date,
    now,
    newId: randomUUID,
    policy: 'keep',
  })
  await updateEvent(db, event.id, series, { lastDate: date, expandedUntil: date }, now)
  await setArchived(db, event.id, null, now)
  await writePlan(db, plan, now)
  // The new date may be today, even after the event's usual start.
  const made = materialise(event.id, series, [date], [], randomUUID)
  await insertDates(db, now, [...plan.newDays, ...made.days], [...plan.newOccurrences, ...made.occurrences])
  await settle(db)
}
