import { z } from 'zod'
import type { Candidates } from '@/domain/events/schedule'
import { addDays } from '@/domain/time/calendar'
import { listsOf, rowsOfLists, SECONDS } from './lists'
import { bool, eventType, instant, int, json, nullable, text, uuid, windowUnit, type RowOf } from './rows'
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

const OPEN = z.object({
  id: z.array(z.string()),
  title: z.array(z.string()),
  placeTitle: z.array(z.string()),
  zone: z.array(z.string()),
  type: z.array(z.enum(eventType.options)),
  date: z.array(z.string()),
  startTime: z.array(z.string()),
  endTime: z.array(z.string()),
  endsNextDay: z.array(z.boolean()),
  rrule: z.array(z.string().nullable()),
  archivedAt: z.array(z.number().nullable()),
  lastDate: z.array(z.string().nullable()),
  expandedUntil: z.array(z.string().nullable()),
  upcoming: z.array(z.array(z.string())),
  removed: z.array(z.array(z.string())),
  skipDates: z.array(z.array(z.object({ date: z.string() }))),
  inRange: z.array(z.boolean()),
})
const OVER = z.object({
  id: z.array(z.string()),
  title: z.array(z.string()),
  placeTitle: z.array(z.string()),
  startTime: z.array(z.string()),
  lastDate: z.array(z.string().nullable()),
})

/**
 * Most events are over. Unless a range is asked for, only their number is read, and of the latest ones only what is
 * needed to sort and find them. Titles are sorted by our own rules, so events that differ only in their titles are all
 * read. $1 is a date that has passed in every zone.
 */
const CANDIDATES = prepared(
  'schedule-candidates',
  `
WITH event AS MATERIALIZED (
  SELECT e.*, p.title AS place_title, p.timezone,
         ($2::varchar IS NULL AND $3::varchar IS NULL
          AND (e.archived_at IS NOT NULL OR coalesce(e.last_date < $1, false))) AS over
    FROM events e JOIN places p ON p.id = e.place_id
   WHERE e.deleted_at IS NULL
     AND ($4::event_type IS NULL OR e.type = $4)
     AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM events_services l WHERE l._parent_id = e.id AND l.service_id = $5))
     AND ($6::uuid IS NULL OR e.place_id = $6)
)
SELECT (SELECT ${listsOf(OPEN, {
    id: 'e.id',
    title: 'e.title',
    placeTitle: 'e.place_title',
    zone: 'e.timezone',
    type: 'e.type',
    date: 'e.date',
    startTime: 'e.start_time',
    endTime: 'e.end_time',
    endsNextDay: 'e.ends_next_day',
    rrule: 'e.rrule',
    archivedAt: SECONDS('e.archived_at'),
    lastDate: 'e.last_date',
    expandedUntil: 'e.expanded_until',
    upcoming: `ARRAY(SELECT d.date FROM event_days d
        WHERE d.event_id = e.id AND d.status = 'scheduled' AND d.date >= $1 ORDER BY d.date LIMIT 4)`,
    removed: `ARRAY(SELECT r.date FROM removed_dates r
        WHERE r.event_id = e.id AND r.line IS NULL AND r.date > coalesce(e.expanded_until, ''))`,
    skipDates: `(SELECT coalesce(json_agg(json_build_object('date', s.date)), '[]') FROM events_skip_dates s
        WHERE s._parent_id = e.id AND s.date > coalesce(e.expanded_until, ''))`,
    inRange: `(($2 IS NOT NULL OR $3 IS NOT NULL) AND EXISTS (SELECT 1 FROM event_days d
        WHERE d.event_id = e.id AND d.status = 'scheduled' AND ($2 IS NULL OR d.date >= $2)
          AND ($3 IS NULL OR d.date <= $3)))`,
  })} FROM event e WHERE NOT e.over) AS open,
  (SELECT ${listsOf(OVER, {
    id: 'e.id',
    title: 'e.title',
    placeTitle: 'e.place_title',
    startTime: 'e.start_time',
    lastDate: 'e.last_date',
  })} FROM (SELECT * FROM event WHERE over
             ORDER BY last_date COLLATE "C" DESC NULLS FIRST, start_time COLLATE "C"
             FETCH FIRST ($7::int) ROWS WITH TIES) e) AS over,
  (SELECT count(*)::int FROM event e WHERE e.over) AS "overCount"`,
  { open: json(OPEN), over: json(OVER), overCount: int },
)

/** A date that has passed in every zone, including the night after it. */
const passed = (now: Date): string => addDays(now.toISOString().slice(0, 10), -2)

/** More than there will ever be events. */
const MANY = 2_000_000_000

/** All events that match the filters of the database; of those that are over, only the latest. */
export const scheduleCandidates = async (
  db: Db,
  { from, to, type, service, place, now }: ScheduleFilter,
  over: number,
): Promise<Candidates> => {
  const [found] = await db.rows(CANDIDATES, [passed(now), from, to, type, service, place, Math.min(over, MANY)])
  if (!found) return { open: [], over: [], overCount: 0 }
  const open = rowsOfLists(found.open).map(({ archivedAt, ...event }) => ({
    ...event,
    archivedAt: archivedAt === null ? null : new Date(archivedAt * 1_000),
  }))
  return { open, over: rowsOfLists(found.over), overCount: found.overCount }
}

const DETAIL = {
  id: uuid,
  title: text,
  type: eventType,
  date: text,
  startTime: text,
  endTime: text,
  endsNextDay: bool,
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
          e.ends_next_day AS "endsNextDay", e.archived_at AS "archivedAt",
          json_build_object('id', p.id, 'title', p.title, 'timezone', p.timezone) AS place,
          (SELECT coalesce(json_agg(json_build_object(
                    'id', l.service_id, 'title', s.title, 'startTime', l.start_time, 'endTime', l.end_time,
                    'capacity', l.capacity, 'bookingWindow', json_build_object(
                      'value', l.booking_window_value, 'unit', l.booking_window_unit)) ORDER BY l._order), '[]')
             FROM events_services l JOIN services s ON s.id = l.service_id WHERE l._parent_id = e.id) AS services,
          (SELECT json_build_object('date', d.date, 'participants', d.participants, 'capacity', d.capacity)
             FROM event_days d WHERE d.event_id = e.id AND d.date = w.next) AS next,
          (SELECT coalesce(sum(d.participants), 0)::int FROM event_days d
            WHERE d.event_id = e.id AND d.date >= $4 AND d.ends_at > $3) AS upcoming
     FROM unnest($1::uuid[], $2::varchar[]) AS w(id, next)
     JOIN events e ON e.id = w.id JOIN places p ON p.id = e.place_id`,
  DETAIL,
)

/** Details for the events of one page: services, and the number of people on the next date and on all future dates. */
export const scheduleDetails = async (
  db: Db,
  page: readonly { id: string; nextDate: string | null }[],
  now: Date,
): Promise<Map<string, ScheduleDetail>> => {
  const rows = await db.rows(DETAILS, [
    page.map(({ id }) => id),
    page.map(({ nextDate }) => nextDate),
    now,
    passed(now),
  ])
  return new Map(rows.map((row) => [row.id, row]))
}
