import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { deferChecks, handOver, insertEvent, settle, updateEvent } from '@/db/event-write'
import { lockDates } from '@/db/event-plan'
import { lockEvents, readEvent, readRemoved, type StoredEvent } from '@/db/events'
import { type Db, reading, transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import type { Overlap } from '@/domain/events/overlap'
import { type Impact, impactOf } from '@/domain/events/impact'
import { lastDateOf, type Series } from '@/domain/events/series'
import { refuseStale } from '@/operations/versions/refuseStale'
import { applyPlan } from './applyPlan'
import { expandFurther } from './expand'
import { overlapsAfter, overlapsOf } from './overlaps'
import { type Change, datesOfChange, planChange, type Planned } from './planChange'
import { withNames } from './withNames'

/** `seen`: the version of the event that the caller has read; null if they don't say. */
type Changing = Change & { id: string; caller: Caller; confirm: boolean; seen?: Date | null }

const found = async (db: Db, id: string): Promise<StoredEvent> => {
  const event = await readEvent(db, id)
  if (!event) throw new Refusal('NOT_FOUND')
  return event
}

export type Preview = Impact & { timezone: string; warnings: Overlap[] }

/** A date beyond the horizon is created before it is changed. */
const withDate = async (db: Db, event: StoredEvent, { scope, date, now }: Change): Promise<StoredEvent> => {
  if (scope !== 'day' || date === null || event.expandedUntil === null || date <= event.expandedUntil) return event
  await expandFurther(db, [event], await readRemoved(db, [event.id]), { until: date, spare: 0, now })
  return found(db, event.id)
}

/** The preview of a change for administrators. */
const shown = async (db: Db, event: StoredEvent, planned: Planned, caller: Caller, now: Date): Promise<Preview> => ({
  ...(await withNames(db, impactOf(planned.plan, planned.current.people), caller)),
  timezone: (planned.series ?? event).zone,
  warnings: await overlapsAfter(db, event.id, planned.plan, now),
})

/** What a change would do. Nothing is written and nothing locked. */
export const previewChange = async (
  payload: Payload,
  { id, caller, ...change }: Omit<Changing, 'confirm' | 'seen'>,
): Promise<Preview> => {
  const db = reading(payload)
  const event = await found(db, id)
  return shown(db, event, await planChange(db, event, change), caller, change.now)
}

/**
 * Changes an event in one of the three scopes. The change is planned under locks from the current state, so bookings
 * made since the preview are seen. If people are affected and `confirm` is not set, throws a refusal that names them.
 */
export const changeEvent = (
  payload: Payload,
  { id, caller, confirm, seen = null, ...change }: Changing,
): Promise<{ event: string; created: string | null; warnings: Overlap[] }> =>
  transaction(payload, async (db) => {
    await lockEvents(db, [id])
    await refuseStale(db, 'events', id, seen)
    const event = await withDate(db, await found(db, id), change)
    await lockDates(db, datesOfChange(event, change))
    const planned = await planChange(db, event, change)
    const impact = impactOf(planned.plan, planned.current.people)
    if (impact.participants.length > 0 && !confirm)
      throw new Refusal('EVENT_CHANGE_CONFIRM_REQUIRED', await shown(db, event, planned, caller, change.now))
    await deferChecks(db)
    if (planned.split) await writeSplit(db, event, planned, caller, change.now)
    else if (planned.series) await updateEvent(db, id, planned.series, reachOf(planned.series, planned), change.now)
    await applyPlan(db, planned.plan, {
      event: planned.split?.event ?? id,
      caller,
      now: change.now,
      action: planned.split ? 'event.created' : 'event.changed',
      changes: { scope: change.scope, date: change.date, ...change.input, before: beforeOf(event, change.input) },
    })
    await settle(db)
    const created = planned.split?.event ?? null
    return { event: id, created, warnings: await overlapsOf(db, created ? [id, created] : [id], change.now) }
  })

/** The previous values of the changed fields. */
const beforeOf = (event: StoredEvent, input: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(input).flatMap((field) => (field in event ? [[field, event[field as keyof StoredEvent]]] : [])),
  )

const reachOf = (series: Series, { until, current }: Planned) => ({
  lastDate: lastDateOf(
    series,
    current.removed.filter(({ line }) => line === null).map(({ date }) => date),
  ),
  expandedUntil: series.type === 'oneOff' ? series.date : until,
})

/**
 * Ends the event before the date and creates a new event with the later dates. An archived event stays archived after
 * the split.
 */
const writeSplit = async (db: Db, event: StoredEvent, planned: Planned, caller: Caller, now: Date): Promise<void> => {
  const { split, series } = planned
  if (!split || !series) return
  const { before, rest, lines } = split
  await updateEvent(db, event.id, before, { lastDate: lastDateOf(before), expandedUntil: event.expandedUntil }, now)
  await insertEvent(db, split.event, series, reachOf(series, planned), event.archivedAt, now)
  await handOver(db, { from: event.id, to: split.event, date: rest.date, lines })
  await recordAudit(db, {
    at: now,
    action: 'event.ended',
    subject: 'events',
    subjectId: event.id,
    caller,
    changes: { rrule: before.rrule, continuedBy: split.event },
  })
}
