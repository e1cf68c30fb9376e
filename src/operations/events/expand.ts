import { randomUUID } from 'node:crypto'
import { insertDates, setReach } from '@/db/event-dates'
import type { StoredEvent } from '@/db/events'
import type { Db } from '@/db/sql'
import { earliest, furthest, horizonOf } from '@/domain/events/horizon'
import { materialise, type NewDay, type NewOccurrence, type Removed } from '@/domain/events/materialise'
import { datesOf, lastDateOf } from '@/domain/events/series'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'

const wholeDates = (removed: readonly Removed[]): string[] =>
  removed.filter(({ line }) => line === null).map(({ date }) => date)

/** Creates the dates of a new event, including dates before today, for paper lists typed in later. */
export const expandNew = async (db: Db, event: StoredEvent, now: Date): Promise<void> => {
  const today = localDate(now, event.zone)
  const reach = {
    lastDate: lastDateOf(event),
    expandedUntil: event.type === 'oneOff' ? event.date : horizonOf(event, today),
  }
  const from = event.type === 'oneOff' ? null : earliest(today)
  const { days, occurrences } = materialise(
    event.id,
    event,
    datesOf(event, { from, to: reach.expandedUntil }),
    [],
    randomUUID,
  )
  await insertDates(db, now, days, occurrences)
  await setReach(db, event.id, reach)
}

/**
 * Expands events up to a date, or up to their regular horizon plus `spare` days, whichever is later, but at most two
 * years ahead. Only adds dates that have not begun. The caller has locked the events.
 */
export const expandFurther = async (
  db: Db,
  events: readonly StoredEvent[],
  removed: ReadonlyMap<string, Removed[]>,
  { until, spare, now }: { until: string | null; spare: number; now: Date },
): Promise<void> => {
  const days: NewDay[] = []
  const occurrences: NewOccurrence[] = []
  for (const event of events) {
    if (event.type === 'oneOff') continue
    const today = localDate(now, event.zone)
    const needed = addDays(horizonOf(event, today), spare)
    const to = [until && until > needed ? until : needed, furthest(today)].sort()[0] ?? needed
    if (event.expandedUntil !== null && event.expandedUntil >= to) continue
    const from = event.expandedUntil !== null && event.expandedUntil >= today ? addDays(event.expandedUntil, 1) : today
    const gone = removed.get(event.id) ?? []
    const more = materialise(event.id, event, datesOf(event, { from, to }, wholeDates(gone)), gone, randomUUID)
    const open = more.days.filter(({ startsAt }) => startsAt > now)
    const ids = new Set(open.map(({ id }) => id))
    days.push(...open)
    occurrences.push(...more.occurrences.filter(({ eventDay }) => ids.has(eventDay)))
    await setReach(db, event.id, { lastDate: event.lastDate, expandedUntil: to })
  }
  await insertDates(db, now, days, occurrences)
}
