import { z } from 'zod'
import { archivedAt } from './booking-window'
import { bool, dateStatus, instant, int, json, nullable, oneOf, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type OccurrenceFilter = { service: string | null; place: string | null; visitor: string | null; now: Date }
export type OccurrencePart = { when: 'upcoming' | 'past'; page: number; limit: number } | { from: string; to: string }

const TITLED = z.object({ id: z.string(), title: z.string() })

const LISTED = {
  id: uuid,
  title: text,
  event: uuid,
  eventDay: uuid,
  eventState: oneOf('active', 'archived', 'deleted'),
  service: json(TITLED),
  place: json(TITLED.extend({ timezone: z.string() })),
  date: text,
  startsAt: instant,
  endsAt: instant,
  capacity: int,
  participants: int,
  dayCapacity: int,
  dayParticipants: int,
  status: dateStatus,
  cancelReason: nullable(text),
  edited: bool,
}
export type ListedOccurrence = RowOf<typeof LISTED>

/** The future of an event that was deleted is nobody's; its past is. */
const SHOWN = `(o.ends_at <= $1 OR e.deleted_at IS NULL)
   AND ($2::uuid IS NULL OR o.service_id = $2) AND ($3::uuid IS NULL OR o.place_id = $3)
   AND ($4::uuid IS NULL OR o.id IN (
         SELECT b.occurrence_id FROM participants b WHERE b.visitor_id = $4 AND b.status <> 'cancelled'))`

type Part = { name: string; where: string; order: string; rows: string }

/** Not prepared: planned with its values, so that filters nobody set cost nothing. */
const listOf = ({ name, where, order, rows }: Part) =>
  statement(
    `occurrence-list-${name}`,
    `SELECT o.id, e.title, o.event_id AS event, o.event_day_id AS "eventDay",
            CASE WHEN e.deleted_at IS NOT NULL THEN 'deleted' WHEN ${archivedAt('$1')} THEN 'archived' ELSE 'active' END
              AS "eventState",
            jsonb_build_object('id', s.id, 'title', s.title) AS service,
            jsonb_build_object('id', p.id, 'title', p.title, 'timezone', p.timezone) AS place,
            o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity, o.participants,
            d.capacity AS "dayCapacity", d.participants AS "dayParticipants",
            CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status,
            coalesce(o.cancel_reason, d.cancel_reason) AS "cancelReason", o.edited
       FROM (SELECT o.id FROM occurrences o JOIN events e ON e.id = o.event_id
              WHERE ${where} AND ${SHOWN} ORDER BY ${order} ${rows}) page
       JOIN occurrences o ON o.id = page.id
       JOIN event_days d ON d.id = o.event_day_id
       JOIN events e ON e.id = o.event_id
       JOIN services s ON s.id = o.service_id
       JOIN places p ON p.id = o.place_id
      ORDER BY ${order}`,
    LISTED,
  )

/** An occurrence is within one local date: its start bounds its end, and the index on the start is walked in order. */
const LISTS = {
  upcoming: listOf({
    name: 'upcoming',
    where: `o.ends_at > $1 AND o.starts_at > $1::timestamptz - interval '2 days'`,
    order: 'o.starts_at, o.id',
    rows: 'LIMIT $5 OFFSET $6',
  }),
  past: listOf({
    name: 'past',
    where: 'o.ends_at <= $1 AND o.starts_at < $1',
    order: 'o.starts_at DESC, o.id DESC',
    rows: 'LIMIT $5 OFFSET $6',
  }),
  range: listOf({ name: 'range', where: 'o.date BETWEEN $5 AND $6', order: 'o.starts_at, o.id', rows: '' }),
}

const COUNT = statement(
  'occurrence-list-count',
  `SELECT (count(*) FILTER (WHERE o.ends_at > $1))::int AS upcoming, (count(*) FILTER (WHERE o.ends_at <= $1))::int AS past
     FROM occurrences o JOIN events e ON e.id = o.event_id WHERE ${SHOWN}`,
  { upcoming: int, past: int },
)

const parametersOf = ({ service, place, visitor, now }: OccurrenceFilter) => [
  now.toISOString(),
  service,
  place,
  visitor,
]

export const occurrenceList = (db: Db, filter: OccurrenceFilter, part: OccurrencePart): Promise<ListedOccurrence[]> => {
  const bounds = 'when' in part ? [part.limit, (part.page - 1) * part.limit] : [part.from, part.to]
  return db.rows(LISTS['when' in part ? part.when : 'range'], [...parametersOf(filter), ...bounds])
}

export const countOccurrences = async (
  db: Db,
  filter: OccurrenceFilter,
): Promise<{ upcoming: number; past: number }> => {
  const [row] = await db.rows(COUNT, parametersOf(filter))
  return row ?? { upcoming: 0, past: 0 }
}
