import type { Bulk } from './bulk-copy'
import { int } from './rows'
import { statement } from './statement'

const brokenBy = (name: string, from: string) =>
  statement(`broken-${name}`, `SELECT count(*)::int AS broken FROM ${from}`, { broken: int })

/** The rules that the triggers enforce. Each query returns the number of rows that break one. */
const RULES = {
  'occurrences counted wrong': brokenBy(
    'occurrence-counts',
    `occurrences o
     LEFT JOIN (SELECT occurrence_id, count(*)::int AS people
                  FROM participants WHERE status <> 'cancelled' GROUP BY 1) b ON b.occurrence_id = o.id
     WHERE o.participants <> coalesce(b.people, 0)`,
  ),
  'event days counted wrong': brokenBy(
    'day-counts',
    `event_days d
     LEFT JOIN (SELECT event_day_id, count(DISTINCT visitor_id)::int AS people
                  FROM participants WHERE status <> 'cancelled' GROUP BY 1) b ON b.event_day_id = d.id
     WHERE d.participants <> coalesce(b.people, 0)`,
  ),
  'places of a service above its day': brokenBy(
    'occurrence-capacities',
    'occurrences o JOIN event_days d ON d.id = o.event_day_id WHERE o.capacity > d.capacity',
  ),
  'services outside of their day': brokenBy(
    'occurrence-hours',
    `occurrences o JOIN event_days d ON d.id = o.event_day_id
     WHERE o.status = 'scheduled' AND (o.starts_at < d.starts_at OR o.ends_at > d.ends_at)`,
  ),
  'places of a line above its event': brokenBy(
    'line-capacities',
    'events_services l JOIN events e ON e.id = l._parent_id WHERE l.capacity > e.capacity',
  ),
  'participants on another day': brokenBy(
    'participant-days',
    `participants b JOIN occurrences o ON o.id = b.occurrence_id
     WHERE b.event_day_id IS DISTINCT FROM o.event_day_id`,
  ),
}

/** Throws, which rolls back the load, if a row breaks a rule of the triggers. */
export const requireSound = async (bulk: Bulk): Promise<void> => {
  for (const [rule, count] of Object.entries(RULES)) {
    const [row] = await bulk.rows(count)
    if (row?.broken !== 0) throw new Error(`The load breaks a rule: ${rule} (${row?.broken})`)
  }
}
