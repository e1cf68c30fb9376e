import { z } from 'zod'
import type { DayHours } from '@/domain/events/hours'
import type { Upcoming } from '@/domain/events/nextDate'
import { addDays } from '@/domain/time/calendar'
import { OPENS_AT, WINDOW_OF_LINE } from './booking-window'
import { bool, eventType, instant, json, list, nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

export type EventFacts = Upcoming & DayHours & { id: string; zone: string }

const EVENT_FACTS = prepared(
  'event-facts',
  `SELECT e.id, p.timezone AS zone, e.type, e.date, e.start_time AS "startTime",
          e.end_time AS "endTime", e.ends_next_day AS "endsNextDay", e.rrule, e.archived_at AS "archivedAt",
          e.last_date AS "lastDate", e.expanded_until AS "expandedUntil",
          ARRAY(SELECT d.date FROM event_days d WHERE d.event_id = e.id AND d.status = 'scheduled' AND d.date >= $2
                ORDER BY d.date LIMIT 4) AS upcoming,
          ARRAY(SELECT r.date FROM removed_dates r
                WHERE r.event_id = e.id AND r.line IS NULL AND r.date > coalesce(e.expanded_until, '')) AS removed,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('date', s.date)), '[]') FROM events_skip_dates s
                WHERE s._parent_id = e.id AND s.date > coalesce(e.expanded_until, '')) AS "skipDates"
     FROM events e JOIN places p ON p.id = e.place_id
    WHERE e.id = ANY ($1::uuid[])`,
  {
    type: eventType,
    date: text,
    startTime: text,
    endTime: text,
    endsNextDay: bool,
    rrule: nullable(text),
    skipDates: json(z.array(z.object({ date: z.string() }))),
    archivedAt: nullable(instant),
    lastDate: nullable(text),
    expandedUntil: nullable(text),
    upcoming: list(text),
    removed: list(text),
    id: uuid,
    zone: text,
  },
)

/**
 * The facts that determine the state and the next date of events, in one statement. "Today" differs between zones by at
 * most a day, and a night belongs to yesterday: four dates from the day before yesterday on are enough for every zone.
 */
export const eventFacts = (db: Db, ids: readonly string[], now: Date): Promise<EventFacts[]> =>
  db.rows(EVENT_FACTS, [ids, addDays(now.toISOString().slice(0, 10), -2)])

const BOOKABLE_FROM = prepared(
  'bookable-from',
  `SELECT o.id, coalesce(${OPENS_AT}, d.created_at) AS "opensAt"
     FROM occurrences o
     JOIN event_days d ON d.id = o.event_day_id
     JOIN services s ON s.id = o.service_id
     JOIN places p ON p.id = o.place_id
     ${WINDOW_OF_LINE}
    WHERE o.id = ANY ($1::uuid[])`,
  { id: uuid, opensAt: instant },
)

/** Since when each occurrence can be booked: since its window opened, otherwise since it was created. */
export const bookableFrom = async (db: Db, ids: readonly string[]): Promise<Map<string, Date>> => {
  const rows = await db.rows(BOOKABLE_FROM, [ids])
  return new Map(rows.map(({ id, opensAt }) => [id, opensAt]))
}
