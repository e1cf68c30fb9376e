import type { Pool } from 'pg'
import { archivedAt } from '@/db/booking-window'
import { takesPlaceIn } from '@/domain/events/schedule'
import { nextDateOf } from '@/domain/events/nextDate'
import { stateOf, type EventState } from '@/domain/events/state'
import { describeRule } from '@/domain/recurrence/describeRule'
import { parseRule } from '@/domain/recurrence/parseRule'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'

/**
 * The lists as the first stage read them, for comparison: every event with all its columns, and each occurrence counted
 * with its event. The benchmark checks that the answers are the same.
 */
type Candidate = Parameters<typeof takesPlaceIn>[0]
type Listed = Candidate & { state: EventState; nextDate: string | null }

const CANDIDATES = `
SELECT e.id, e.title, p.title AS "placeTitle", p.timezone AS zone, e.type, e.date, e.start_time AS "startTime",
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
   AND ($5::uuid IS NULL OR EXISTS (SELECT 1 FROM events_services l WHERE l._parent_id = e.id AND l.service_id = $5))
   AND ($6::uuid IS NULL OR e.place_id = $6)`

const DETAILS = `
SELECT e.id, e.title, e.type, e.date, e.start_time AS "startTime", e.end_time AS "endTime", e.capacity, e.rrule,
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
  JOIN events e ON e.id = w.id JOIN places p ON p.id = e.place_id`

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')

const matchesSearch = ({ title, placeTitle }: Candidate, search: string): boolean => {
  const text = plain(`${title} ${placeTitle}`)
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

const compare = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

const byNextDate = (a: Listed, b: Listed): number =>
  compare(a.state, b.state) ||
  compare(a.nextDate, b.nextDate) ||
  (a.state === 'archived' ? compare(b.lastDate, a.lastDate) : 0) ||
  compare(a.startTime, b.startTime) ||
  compare(a.title, b.title) ||
  compare(a.id, b.id)

type Question = { state: EventState; search: string | null; page: number; limit: number; now: Date }

export const formerSchedule = async (pool: Pool, { state, search, page, limit, now }: Question) => {
  const days = new Map<string, string>()
  const todayIn = (zone: string): string => {
    const today = days.get(zone) ?? localDate(now, zone)
    days.set(zone, today)
    return today
  }
  const { rows: candidates } = await pool.query<Candidate>({
    name: 'former-candidates',
    text: CANDIDATES,
    values: [addDays(now.toISOString().slice(0, 10), -1), null, null, null, null, null],
  })
  const found = candidates
    .filter(
      (event) => (search === null || matchesSearch(event, search)) && takesPlaceIn(event, { from: null, to: null }),
    )
    .map((event): Listed => ({
      ...event,
      state: stateOf(event, todayIn(event.zone)),
      nextDate: nextDateOf(event, todayIn(event.zone)),
    }))
  const archived = found.filter((event) => event.state === 'archived').length
  const events = found.filter((event) => event.state === state).sort(byNextDate)
  const shown = events.slice((page - 1) * limit, page * limit)
  const { rows: details } = await pool.query({
    name: 'former-details',
    text: DETAILS,
    values: [shown.map(({ id }) => id), shown.map(({ nextDate }) => nextDate), now],
  })
  const byId = new Map(details.map((row) => [row.id, row]))
  const docs = shown.map(({ id, state: own, nextDate, lastDate }) => {
    const { next, upcoming, archivedAt: at, ...event } = byId.get(id)
    const rule = event.rrule === null ? null : describeRule(parseRule(event.rrule), event.date)
    const people = { next, upcoming }
    return { ...event, archivedAt: at?.toISOString() ?? null, state: own, nextDate, lastDate, rule, people }
  })
  return { docs, totalDocs: events.length, page, limit, counts: { active: found.length - archived, archived } }
}

const SHOWN = `(o.ends_at <= $1 OR e.deleted_at IS NULL)
   AND ($2::uuid IS NULL OR o.service_id = $2) AND ($3::uuid IS NULL OR o.place_id = $3)
   AND ($4::uuid IS NULL OR o.id IN (
         SELECT b.occurrence_id FROM participants b WHERE b.visitor_id = $4 AND b.status <> 'cancelled'))`

const occurrencesOf = (where: string, rows: string): string => `
SELECT o.id, e.title, o.event_id AS event, o.event_day_id AS "eventDay",
       CASE WHEN e.deleted_at IS NOT NULL THEN 'deleted' WHEN ${archivedAt('$1')} THEN 'archived' ELSE 'active' END
         AS "eventState",
       jsonb_build_object('id', s.id, 'title', s.title) AS service,
       jsonb_build_object('id', p.id, 'title', p.title, 'timezone', p.timezone) AS place,
       o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity, o.participants,
       d.capacity AS "dayCapacity", d.participants AS "dayParticipants",
       CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status,
       coalesce(o.cancel_reason, d.cancel_reason) AS "cancelReason", o.edited
  FROM (SELECT o.id FROM occurrences o JOIN events e ON e.id = o.event_id
         WHERE ${where} AND ${SHOWN} ORDER BY o.starts_at, o.id ${rows}) page
  JOIN occurrences o ON o.id = page.id
  JOIN event_days d ON d.id = o.event_day_id
  JOIN events e ON e.id = o.event_id
  JOIN services s ON s.id = o.service_id
  JOIN places p ON p.id = o.place_id
 ORDER BY o.starts_at, o.id`

const UPCOMING = occurrencesOf(
  `o.ends_at > $1 AND o.starts_at > $1::timestamptz - interval '2 days'`,
  'LIMIT $5 OFFSET $6',
)
const CALENDAR = occurrencesOf('o.date BETWEEN $5 AND $6', '')

const COUNT = `
SELECT (count(*) FILTER (WHERE o.ends_at > $1))::int AS upcoming, (count(*) FILTER (WHERE o.ends_at <= $1))::int AS past
  FROM occurrences o JOIN events e ON e.id = o.event_id WHERE ${SHOWN}`

type Occurrences = { page: number; limit: number } | { from: string; to: string }

/** The upcoming occurrences, or those of a calendar. */
export const formerOccurrences = async (pool: Pool, part: Occurrences, now: Date) => {
  const filter = [now.toISOString(), null, null, null]
  const read =
    'to' in part
      ? pool.query(CALENDAR, [...filter, part.from, part.to])
      : pool.query(UPCOMING, [...filter, part.limit, (part.page - 1) * part.limit])
  const [{ rows }, counted] = await Promise.all([read, pool.query(COUNT, filter)])
  const docs = rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }))
  const counts: { upcoming: number; past: number } = counted.rows[0]
  return 'to' in part
    ? { docs, totalDocs: docs.length, page: 1, limit: docs.length, counts }
    : { docs, totalDocs: counts.upcoming, page: part.page, limit: part.limit, counts }
}
