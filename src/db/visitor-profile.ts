import { z } from 'zod'
import { bool, dateStatus, instant, int, json, nullable, participantStatus, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const titled = json(z.object({ id: z.string(), title: z.string() }))

const PROFILE = {
  id: uuid,
  occurrence: uuid,
  event: titled,
  service: titled,
  place: titled,
  date: text,
  startsAt: instant,
  endsAt: instant,
  timezone: text,
  status: participantStatus,
  occurrenceStatus: dateStatus,
  comment: nullable(text),
  bookedAt: nullable(instant),
}
export type ProfileRow = RowOf<typeof PROFILE>

const ROW = `
SELECT p.id, o.id AS occurrence, o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", pl.timezone,
       jsonb_build_object('id', e.id, 'title', e.title) AS event,
       jsonb_build_object('id', s.id, 'title', s.title) AS service,
       jsonb_build_object('id', pl.id, 'title', pl.title) AS place,
       p.status, o.status AS "occurrenceStatus", p.comment, p.booked_at AS "bookedAt"
  FROM participants p
  JOIN occurrences o ON o.id = p.occurrence_id
  JOIN events e ON e.id = o.event_id
  JOIN services s ON s.id = o.service_id
  JOIN places pl ON pl.id = o.place_id
 WHERE p.visitor_id = $1`

const PROFILE_UPCOMING = prepared(
  'profile-upcoming',
  `${ROW} AND p.status <> 'cancelled' AND o.ends_at > $2 ORDER BY o.starts_at, p.id`,
  PROFILE,
)

/** Booked and not over, the next first. */
export const upcomingOf = (db: Db, visitor: string, now: Date): Promise<ProfileRow[]> =>
  db.rows(PROFILE_UPCOMING, [visitor, now.toISOString()])

const PROFILE_HISTORY = prepared(
  'profile-history',
  `${ROW} AND (p.status = 'cancelled' OR o.ends_at <= $2) ORDER BY o.starts_at DESC, p.id LIMIT $3`,
  PROFILE,
)

/** Over or cancelled, the latest first. */
export const historyOf = (db: Db, visitor: string, now: Date, most: number): Promise<ProfileRow[]> =>
  db.rows(PROFILE_HISTORY, [visitor, now.toISOString(), most])

const PROFILE_MARKED = prepared(
  'profile-marked',
  `SELECT o.date, p.status = 'noShow' AS missed FROM participants p JOIN occurrences o ON o.id = p.occurrence_id
    WHERE p.visitor_id = $1 AND p.status IN ('attended', 'noShow') AND o.starts_at <= $2
    ORDER BY o.starts_at DESC, p.id LIMIT $3`,
  { date: text, missed: bool },
)

/** The last visits that were marked, the latest first. Unmarked ones say nothing about the visitor. */
export const lastMarked = (
  db: Db,
  visitor: string,
  now: Date,
  most: number,
): Promise<{ date: string; missed: boolean }[]> => db.rows(PROFILE_MARKED, [visitor, now.toISOString(), most])

const PROFILE_VISITS = prepared(
  'profile-visits',
  `SELECT count(*)::int AS count, min(o.date) AS since
     FROM participants p JOIN occurrences o ON o.id = p.occurrence_id
    WHERE p.visitor_id = $1 AND p.status = 'attended'`,
  { count: int, since: nullable(text) },
)

/** How often they came, and on which date first. */
export const visitsOf = async (db: Db, visitor: string): Promise<{ count: number; since: string | null }> => {
  const [row] = await db.rows(PROFILE_VISITS, [visitor])
  return row ?? { count: 0, since: null }
}
