import { z } from 'zod'
import type { Candidate } from '@/domain/events/schedule'
import { addDays } from '@/domain/time/calendar'
import { bool, eventType, instant, int, json, list, nullable, text, uuid, windowUnit, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

export type ScheduleFilter = {
  from: string | null
  to: string | null
  type: string | null
  service: string | null
  place: string | null
  now: Date
}

const CANDIDATES = prepared(
  'schedule-candidates',
  `SELECT e.id, e.title, p.title AS "placeTitle", p.timezone AS zone, e.type, e.date, e.start_time AS "startTime",
          e.rrule, e.archived_at AS "archivedAt", e.last_date AS "lastDate", e.expanded_until AS "expandedUntil",
          ARRAY(SELECT d.date FROM event_days d
                 WHERE d.event_id = e.id AND d.status = 'scheduled' AND d.date >= $1 ORDER BY d.date LIMIT 3) AS upcoming,
          ARRAY(SELECT r.date FROM removed_dates r
                 WHERE r.event_id = e.id AND r.line IS NULL AND r.date > coalesce(e.expanded_until, '')) AS removed,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('date', s.date)), '[]') FROM events_skip_dates s
            WHERE s._parent_id = e.id AND s.date > coalesce(e.expanded_until, '')) AS "skipDates",
          (($2::varchar IS NOT NULL OR $3::varchar IS NOT NULL) AND EXISTS (
             SELECT 1 FROM event_days d WHERE d.event_id = e.id AND d.status = 'scheduled'
                AND ($2 IS NULL OR d.date >= $2) AND ($3 IS NULL OR d.date <= $3))) AS "inRange"
     FROM events e JOIN places p ON p.id = e.place_id
    WHERE e.deleted_at IS NULL
      AND ($4::event_type IS NULL OR e.type = $4)
      AND ($5::uuid IS NULL OR EXISTS (
             SELECT 1 FROM events_services l WHERE l._parent_id = e.id AND l.service_id = $5))
      AND ($6::uuid IS NULL OR e.place_id = $6)`,
  {
    id: uuid,
    title: text,
    placeTitle: text,
    zone: text,
    type: eventType,
    date: text,
    startTime: text,
    rrule: nullable(text),
    archivedAt: nullable(instant),
    lastDate: nullable(text),
    expandedUntil: nullable(text),
    upcoming: list(text),
    removed: list(text),
    skipDates: json(z.array(z.object({ date: z.string() }))),
    inRange: bool,
  },
)

/** Every event under the filters the database can judge, with just what choosing and ordering need. */
export const scheduleCandidates = (
  db: Db,
  { from, to, type, service, place, now }: ScheduleFilter,
): Promise<Candidate[]> =>
  db.rows(CANDIDATES, [addDays(now.toISOString().slice(0, 10), -1), from, to, type, service, place])

const DETAIL = {
  id: uuid,
  title: text,
  type: eventType,
  date: text,
  startTime: text,
  endTime: text,
  capacity: int,
  rrule: nullable(text),
  archivedAt: nullable(instant),
  place: json(z.object({ id: z.string(), title: z.string(), timezone: z.string() })),
  services: json(
    z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        startTime: z.string(),
        endTime: z.string(),
        capacity: z.int(),
        bookingWindow: z.object({ value: z.int(), unit: z.enum(windowUnit.options) }),
      }),
    ),
  ),
  next: nullable(json(z.object({ date: z.string(), participants: z.int(), capacity: z.int() }))),
  upcoming: int,
}
export type ScheduleDetail = RowOf<typeof DETAIL>

const DETAILS = prepared(
  'schedule-details',
  `SELECT e.id, e.title, e.type, e.date, e.start_time AS "startTime", e.end_time AS "endTime", e.capacity, e.rrule,
          e.archived_at AS "archivedAt",
          jsonb_build_object('id', p.id, 'title', p.title, 'timezone', p.timezone) AS place,
          (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'id', l.service_id, 'title', s.title, 'startTime', l.start_time, 'endTime', l.end_time,
                    'capacity', l.capacity, 'bookingWindow', jsonb_build_object(
                      'value', l.booking_window_value, 'unit', l.booking_window_unit)) ORDER BY l._order), '[]')
             FROM events_services l JOIN services s ON s.id = l.service_id WHERE l._parent_id = e.id) AS services,
          (SELECT jsonb_build_object('date', d.date, 'participants', d.participants, 'capacity', d.capacity)
             FROM event_days d WHERE d.event_id = e.id AND d.date = w.next) AS next,
          (SELECT coalesce(sum(d.participants), 0)::int FROM event_days d
            WHERE d.event_id = e.id AND d.ends_at > $3) AS upcoming
     FROM unnest($1::uuid[], $2::varchar[]) AS w(id, next)
     JOIN events e ON e.id = w.id JOIN places p ON p.id = e.place_id`,
  DETAIL,
)

/** What one page shows of its events: services, and the people of the next date and of all dates to come. */
export const scheduleDetails = async (
  db: Db,
  page: readonly { id: string; nextDate: string | null }[],
  now: Date,
): Promise<Map<string, ScheduleDetail>> => {
  const rows = await db.rows(DETAILS, [page.map(({ id }) => id), page.map(({ nextDate }) => nextDate), now])
  return new Map(rows.map((row) => [row.id, row]))
}
