import { dateStatus, instant, int, nullable, participantStatus, present, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const VISIT = {
  id: uuid,
  visitor: uuid,
  fullName: present(text),
  cardNumber: nullable(text),
  occurrence: uuid,
  service: text,
  place: text,
  date: text,
  startsAt: instant,
  endsAt: instant,
  timezone: text,
  status: participantStatus,
  occurrenceStatus: dateStatus,
  comment: nullable(text),
  bookedByName: nullable(text),
}
export type VisitRow = RowOf<typeof VISIT>

const COLUMNS = `
       b.id, b.visitor_id AS visitor, v.full_name AS "fullName", v.card_number AS "cardNumber",
       o.id AS occurrence, s.title AS service, p.title AS place, o.date, o.starts_at AS "startsAt",
       o.ends_at AS "endsAt", p.timezone, b.status,
       CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS "occurrenceStatus", b.comment,
       coalesce(u.name, w.name, i.name) AS "bookedByName"`

const FROM = `
  FROM participants b
  JOIN visitors v ON v.id = b.visitor_id
  JOIN occurrences o ON o.id = b.occurrence_id
  JOIN event_days d ON d.id = o.event_day_id
  JOIN services s ON s.id = o.service_id
  JOIN places p ON p.id = o.place_id
  LEFT JOIN users u ON b.booked_by_relation_to = 'users' AND u.id::text = b.booked_by_value
  LEFT JOIN volunteers w ON b.booked_by_relation_to = 'volunteers' AND w.id::text = b.booked_by_value
  LEFT JOIN integrations i ON b.booked_by_relation_to = 'integrations' AND i.id::text = b.booked_by_value`

const VISIT_BY_ID = prepared('visit-record', `SELECT ${COLUMNS} ${FROM} WHERE b.id = $1`, VISIT)

/** One booking with everything shown where it can be changed. */
export const visitById = async (db: Db, id: string): Promise<VisitRow | null> =>
  (await db.rows(VISIT_BY_ID, [id]))[0] ?? null

const AHEAD = prepared(
  'visits-ahead',
  `SELECT count(*) OVER ()::int AS total, ${COLUMNS} ${FROM} WHERE b.visitor_id = $1 AND o.ends_at > $2
    ORDER BY b.status = 'cancelled', o.starts_at, b.id LIMIT $3 OFFSET $4`,
  { total: int, ...VISIT },
)

const BEHIND = prepared(
  'visits-behind',
  `SELECT count(*) OVER ()::int AS total, ${COLUMNS} ${FROM} WHERE b.visitor_id = $1 AND o.ends_at <= $2
    ORDER BY o.starts_at DESC, b.id LIMIT $3 OFFSET $4`,
  { total: int, ...VISIT },
)

export type Page = { most: number; skip: number }

/** Upcoming: the next first, cancelled ones last. Past: the latest first. */
export const visitsPage = (
  db: Db,
  { visitor, when, now, most, skip }: { visitor: string; when: 'ahead' | 'behind'; now: Date } & Page,
): Promise<(VisitRow & { total: number })[]> =>
  db.rows(when === 'ahead' ? AHEAD : BEHIND, [visitor, now.toISOString(), most, skip])
