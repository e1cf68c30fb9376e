import { NEARLY_FULL } from '@/domain/booking/fullness'
import { dateStatus, instant, int, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

/** The local date of the place, in SQL. */
const TODAY = `to_char($1::timestamptz AT TIME ZONE p.timezone, 'YYYY-MM-DD')`

const COLUMNS = {
  id: uuid,
  event: uuid,
  title: text,
  service: text,
  place: uuid,
  placeTitle: text,
  timezone: text,
  date: text,
  startsAt: instant,
  endsAt: instant,
  status: dateStatus,
  capacity: int,
  participants: int,
  dayCapacity: int,
  dayParticipants: int,
  expected: int,
  attended: int,
  noShow: int,
}
/** One occurrence in an answer. Contains no visitors. */
export type TodayOccurrence = RowOf<typeof COLUMNS>

const OCCURRENCE = `
  o.id, o.event_id AS event, e.title, s.title AS service, o.place_id AS place, p.title AS "placeTitle",
  p.timezone, o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt",
  CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status,
  o.capacity, o.participants, d.capacity AS "dayCapacity", d.participants AS "dayParticipants",
  n.expected, n.attended, n."noShow"
  FROM occurrences o
  JOIN event_days d ON d.id = o.event_day_id
  JOIN events e ON e.id = o.event_id
  JOIN services s ON s.id = o.service_id
  JOIN places p ON p.id = o.place_id
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE b.status = 'expected')::int AS expected,
           count(*) FILTER (WHERE b.status = 'attended')::int AS attended,
           count(*) FILTER (WHERE b.status = 'noShow')::int AS "noShow"
      FROM participants b WHERE b.occurrence_id = o.id) n
 WHERE e.deleted_at IS NULL AND NOT o.skipped AND NOT d.skipped`

const ORDER = 'ORDER BY o.starts_at, p.title, s.title, o.id'

const PLACES = prepared(
  'today-places',
  `SELECT p.id, p.title, p.timezone, ${TODAY} AS date FROM places p ORDER BY p.title, p.id`,
  { id: uuid, title: text, timezone: text, date: text },
)
export type TodayPlace = { id: string; title: string; timezone: string; date: string }

export const todayPlaces = (db: Db, now: Date): Promise<TodayPlace[]> => db.rows(PLACES, [now])

const OCCURRENCES = prepared(
  'today-occurrences',
  `SELECT ${OCCURRENCE}
      AND o.starts_at BETWEEN $1::timestamptz - interval '2 days' AND $1::timestamptz + interval '2 days'
      AND (o.date = ${TODAY} OR (o.date < ${TODAY} AND o.ends_at > $1)) ${ORDER}`,
  COLUMNS,
)

/**
 * Everything that takes place today at any place, and nights that are not over. No zone differs from UTC by more than a
 * day.
 */
export const todayOccurrences = (db: Db, now: Date): Promise<TodayOccurrence[]> => db.rows(OCCURRENCES, [now])

const isNearlyFull = (row: string): string =>
  `${row}.participants * ${NEARLY_FULL.of} >= ${row}.capacity * ${NEARLY_FULL.taken}`

const FULL = prepared(
  'today-nearly-full',
  `SELECT count(*) OVER ()::int AS total, ${OCCURRENCE}
      AND o.ends_at > $1 AND o.starts_at < $2 AND o.status = 'scheduled' AND d.status = 'scheduled'
      AND CASE WHEN ${isNearlyFull('d')} THEN NOT EXISTS (
           SELECT 1 FROM occurrences f
            WHERE f.event_day_id = d.id AND f.status = 'scheduled' AND NOT f.skipped AND f.ends_at > $1
              AND (f.starts_at, f.id) < (o.starts_at, o.id)) ELSE ${isNearlyFull('o')} END
      ${ORDER} LIMIT $3`,
  { total: int, ...COLUMNS },
)

type Counted = TodayOccurrence & { total: number }

/**
 * Full or nearly full, not over and starting before `until`. A full day is returned once, as its first service;
 * otherwise the services themselves, as in `fullestOf`.
 */
export const nearlyFull = (db: Db, now: Date, until: Date, most: number): Promise<Counted[]> =>
  db.rows(FULL, [now, until, most])

const UNMARKED = prepared(
  'today-unmarked',
  `SELECT count(*) OVER ()::int AS total, ${OCCURRENCE}
      AND o.ends_at > $1 AND o.ends_at <= $2 AND o.status = 'scheduled' AND d.status = 'scheduled' AND n.expected > 0
    ORDER BY o.ends_at DESC, p.title, s.title, o.id LIMIT $3`,
  { total: int, ...COLUMNS },
)

/** Ended since `since`, with people still expected. The latest first. */
export const unmarked = (db: Db, since: Date, now: Date, most: number): Promise<Counted[]> =>
  db.rows(UNMARKED, [since, now, most])

const DAYS = prepared(
  'today-days',
  `SELECT d.date, sum(d.participants)::int AS participants, sum(d.capacity)::int AS capacity
     FROM event_days d JOIN events e ON e.id = d.event_id JOIN places p ON p.id = d.place_id
    WHERE e.deleted_at IS NULL AND d.status = 'scheduled' AND d.date >= ${TODAY}
      AND d.date <= to_char($1::timestamptz AT TIME ZONE p.timezone + ($2::int - 1) * interval '1 day', 'YYYY-MM-DD')
      AND d.starts_at BETWEEN $1::timestamptz - interval '2 days' AND $1::timestamptz + ($2::int + 2) * interval '1 day'
    GROUP BY d.date ORDER BY d.date`,
  { date: text, participants: int, capacity: int },
)
export type DayFullness = { date: string; participants: number; capacity: number }

/** People and places of future dates, summed over all places. */
export const fullnessOfDays = (db: Db, now: Date, days: number): Promise<DayFullness[]> => db.rows(DAYS, [now, days])

const FAILED = prepared(
  'today-failed-messages',
  `SELECT count(*)::int AS failed FROM messages WHERE status = 'failed' AND updated_at > $1`,
  { failed: int },
)

export const failedMessagesSince = async (db: Db, since: Date): Promise<number> => {
  const rows = await db.rows(FAILED, [since])
  return rows[0]?.failed ?? 0
}
