import { archivedAt } from './booking-window'
import type { Db } from './sql'

export type OccurrenceFilter = { service: string | null; place: string | null; visitor: string | null; now: Date }
export type OccurrencePart = { when: 'upcoming' | 'past'; page: number; limit: number } | { from: string; to: string }

export type ListedOccurrence = {
  id: string
  title: string
  event: string
  eventDay: string
  eventState: 'active' | 'archived' | 'deleted'
  service: { id: string; title: string }
  place: { id: string; title: string; timezone: string }
  date: string
  startsAt: Date
  endsAt: Date
  capacity: number
  participants: number
  dayCapacity: number
  dayParticipants: number
  status: 'scheduled' | 'cancelled'
  cancelReason: string | null
  edited: boolean
}

/** The future of an event that was deleted is nobody's; its past is. */
const SHOWN = `(o.ends_at <= $1 OR e.deleted_at IS NULL)
   AND ($2::uuid IS NULL OR o.service_id = $2) AND ($3::uuid IS NULL OR o.place_id = $3)
   AND ($4::uuid IS NULL OR o.id IN (SELECT b.occurrence_id FROM participants b WHERE b.visitor_id = $4 AND b.status <> 'cancelled'))`

/** An occurrence is within one local date: its start bounds its end, and the index on the start is walked in order. */
const PARTS = {
  upcoming: {
    where: `o.ends_at > $1 AND o.starts_at > $1::timestamptz - interval '2 days'`,
    order: 'o.starts_at, o.id',
    rows: 'LIMIT $5 OFFSET $6',
  },
  past: {
    where: 'o.ends_at <= $1 AND o.starts_at < $1',
    order: 'o.starts_at DESC, o.id DESC',
    rows: 'LIMIT $5 OFFSET $6',
  },
  range: { where: 'o.date BETWEEN $5 AND $6', order: 'o.starts_at, o.id', rows: '' },
}

const parametersOf = ({ service, place, visitor, now }: OccurrenceFilter) => [
  now.toISOString(),
  service,
  place,
  visitor,
]

/** Not named: planned with its values, so that filters nobody set cost nothing. */
export const occurrenceList = (db: Db, filter: OccurrenceFilter, part: OccurrencePart): Promise<ListedOccurrence[]> => {
  const { where, order, rows } = PARTS['when' in part ? part.when : 'range']
  const bounds = 'when' in part ? [part.limit, (part.page - 1) * part.limit] : [part.from, part.to]
  return db.rows<ListedOccurrence>(
    `SELECT o.id, e.title, o.event_id AS event, o.event_day_id AS "eventDay",
            CASE WHEN e.deleted_at IS NOT NULL THEN 'deleted' WHEN ${archivedAt('$1')} THEN 'archived' ELSE 'active' END AS "eventState",
            jsonb_build_object('id', s.id, 'title', s.title) AS service,
            jsonb_build_object('id', p.id, 'title', p.title, 'timezone', p.timezone) AS place,
            o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity, o.participants,
            d.capacity AS "dayCapacity", d.participants AS "dayParticipants",
            CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status, coalesce(o.cancel_reason, d.cancel_reason) AS "cancelReason", o.edited
       FROM (SELECT o.id FROM occurrences o JOIN events e ON e.id = o.event_id WHERE ${where} AND ${SHOWN} ORDER BY ${order} ${rows}) page
       JOIN occurrences o ON o.id = page.id
       JOIN event_days d ON d.id = o.event_day_id
       JOIN events e ON e.id = o.event_id
       JOIN services s ON s.id = o.service_id
       JOIN places p ON p.id = o.place_id
      ORDER BY ${order}`,
    [...parametersOf(filter), ...bounds],
  )
}

export const countOccurrences = async (
  db: Db,
  filter: OccurrenceFilter,
): Promise<{ upcoming: number; past: number }> => {
  const [row] = await db.rows<{ upcoming: number; past: number }>(
    `SELECT (count(*) FILTER (WHERE o.ends_at > $1))::int AS upcoming, (count(*) FILTER (WHERE o.ends_at <= $1))::int AS past
       FROM occurrences o JOIN events e ON e.id = o.event_id WHERE ${SHOWN}`,
    parametersOf(filter),
  )
  return row ?? { upcoming: 0, past: 0 }
}
