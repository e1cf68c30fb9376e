import type { Payload } from 'payload'
import { eventsToExtend, longestWindow } from '@/db/event-reach'
import { reading } from '@/db/sql'
import { isStaff, type Caller } from '@/domain/access/caller'
import { furthest, LEAST_DAYS } from '@/domain/events/horizon'
import { addDays } from '@/domain/time/calendar'
import { extendEvents } from './extendEvents'

type Wanted = {
  /** The first date of the query. */
  from: string
  /** The date up to which every event has to be expanded. The regular horizon of each event is covered anyway. */
  until: string
  now: Date
}

/**
 * Expands every active series up to a date before somebody queries it. One cheap statement if there is nothing to do.
 */
export const ensureExpanded = async (payload: Payload, { from, until, now }: Wanted): Promise<void> => {
  // One day less than the limit in any zone; otherwise events at their limit would be picked up every time.
  const limit = addDays(furthest(now.toISOString().slice(0, 10)), -1)
  // No dates can exist beyond the limit, so there is no reason to expand everything up to it.
  if (from > limit) return
  const wanted = until < limit ? until : limit
  await extendEvents(payload, { ids: await eventsToExtend(reading(payload), wanted), until: wanted, now })
}

/**
 * The last date to expand for a query of this caller. Callers bound by booking windows can't book beyond the longest
 * window, so expanding two years of every event for them would be wasted.
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
