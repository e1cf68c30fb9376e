import type { Payload } from 'payload'
import { eventsToExtend, longestWindow } from '@/db/event-reach'
import { reading } from '@/db/sql'
import { isStaff, type Caller } from '@/domain/access/caller'
import { furthest, LEAST_DAYS } from '@/domain/events/horizon'
import { addDays } from '@/domain/time/calendar'
import { extendEvents } from './extendEvents'

type Wanted = {
  /** The first date asked about. */
  from: string
  /** A date that has to exist for every event; what the events need by themselves exists anyway. */
  until: string
  now: Date
}

/**
 * Makes every active series exist until a date, before somebody asks about it. One cheap statement when
 * nothing is to do.
 */
export const ensureExpanded = async (payload: Payload, { from, until, now }: Wanted): Promise<void> => {
  // A day less than any zone's own limit, or an event at its limit would be found again and again.
  const limit = addDays(furthest(now.toISOString().slice(0, 10)), -1)
  // Beyond the limit nothing can exist: no reason to extend everything up to it.
  if (from > limit) return
  const wanted = until < limit ? until : limit
  await extendEvents(payload, { ids: await eventsToExtend(reading(payload), wanted), until: wanted, now })
}

/**
 * How far a question of this caller makes dates exist. Whoever is bound by the booking windows can't book beyond the
 * longest of them, and needs no two years of every event to hear so.
 */
export const reachOf = async (
  payload: Payload,
  { until, caller, now }: { until: string; caller: Caller; now: Date },
): Promise<string> => {
  const today = now.toISOString().slice(0, 10)
  if (isStaff(caller) || until <= addDays(today, LEAST_DAYS)) return until
  const reach = addDays(today, Math.max(LEAST_DAYS, await longestWindow(reading(payload))))
  return until < reach ? until : reach
}
