import { addDays } from '@/domain/time/calendar'
import { type Dates, datesOf } from './series'
import { stateOf } from './state'

export type Upcoming = Dates & {
  archivedAt: Date | null
  lastDate: string | null
  expandedUntil: string | null
  /** Scheduled dates around and after today, in order. */
  upcoming: readonly string[]
  /** Dates beyond the horizon that somebody deleted. */
  removed: readonly string[]
}

/** The next date, today included. Beyond the dates that exist, the rule is asked. */
export const nextDateOf = (event: Upcoming, today: string): string | null => {
  if (stateOf(event, today) === 'archived') return null
  const known = event.upcoming.find((date) => date >= today)
  if (known || event.type === 'oneOff') return known ?? null
  const from = event.expandedUntil !== null && event.expandedUntil >= today ? addDays(event.expandedUntil, 1) : today
  return datesOf(event, { from, limit: 1 }, event.removed)[0] ?? null
}
