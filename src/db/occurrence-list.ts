import { z } from 'zod'
import { archivedAt } from './booking-window'
import { bool, dateStatus, instant, int, json, nullable, oneOf, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type OccurrenceFilter = { service: string | null; place: string | null; visitor: string | null; now: Date }
export type OccurrencePage = { when: 'upcoming' | 'past'; page: number; limit: number }

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
  dayStatus: dateStatus,
  cancelReason: nullable(text),
  edited: bool,
  marks: json(z.object({ expected: z.int(), attended: z.int(), noShow: z.int() })),
}
type ListedRow = RowOf<typeof LISTED>
/** Instants are ISO strings, as in the API. */
export type ListedOccurrence = Omit<ListedRow, 'startsAt' | 'endsAt' | 'marks'> & {
  startsAt: string
  endsAt: string
  /** What came of it: counted for a list, not for the hundreds of a calendar. */
  marks: ListedRow['marks'] | null
}

export const EVENT_STATE = `
  CASE WHEN e.deleted_at IS NOT NULL THEN 'deleted' WHEN ${archivedAt('$1')} THEN 'archived' ELSE 'active' END`

/** Upcoming occurrences of a deleted event are hidden; past ones are shown. */
export const SHOWN = `(o.ends_at <= $1 OR e.deleted_at IS NULL)`

export const WANTED = `($2::uuid IS NULL OR o.service_id = $2) AND ($3::uuid IS NULL OR o.place_id = $3)
   AND ($4::uuid IS NULL OR o.id IN (
         SELECT b.occurrence_id FROM participants b
          WHERE b.visitor_id = (SELECT coalesce(merged_into_id, id) FROM visitors WHERE id = $4)
            AND b.status <> 'cancelled'))`

type Part = { name: string; where: string; order: string }

/** Not prepared, but planned with its values, so that unused filters cost nothing. */
const listOf = ({ name, where, order }: Part) =>
  statement(
    `occurrence-list-${name}`,
    `SELECT o.id, e.title, o.event_id AS event, o.event_day_id AS "eventDay",
            ${EVENT_STATE} AS "eventState",
            jsonb_build_object('id', s.id, 'title', s.title) AS service,
            jsonb_build_object('id', p.id, 'title', p.title, 'timezone', p.timezone) AS place,
            o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity, o.participants,
            d.capacity AS "dayCapacity", d.participants AS "dayParticipants",
            CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status, d.status AS "dayStatus",
            coalesce(o.cancel_reason, d.cancel_reason) AS "cancelReason", o.edited,
            (SELECT jsonb_build_object('expected', count(*) FILTER (WHERE b.status = 'expected'),
                                       'attended', count(*) FILTER (WHERE b.status = 'attended'),
                                       'noShow', count(*) FILTER (WHERE b.status = 'noShow'))
               FROM participants b WHERE b.occurrence_id = o.id) AS marks
       FROM (SELECT o.id FROM occurrences o JOIN events e ON e.id = o.event_id
              WHERE ${where} AND ${SHOWN} AND ${WANTED} ORDER BY ${order} LIMIT $5 OFFSET $6) page
       JOIN occurrences o ON o.id = page.id
       JOIN event_days d ON d.id = o.event_day_id
       JOIN events e ON e.id = o.event_id
       JOIN services s ON s.id = o.service_id
       JOIN places p ON p.id = o.place_id
      ORDER BY ${order}`,
    LISTED,
  )

/**
 * An occurrence is shorter than a day. That limits the range of starts, so the index on the start can be read in order.
 */
const LISTS = {
  upcoming: listOf({
    name: 'upcoming',
    where: `o.ends_at > $1 AND o.starts_at > $1::timestamptz - interval '2 days'`,
    order: 'o.starts_at, o.id',
  }),
  past: listOf({
    name: 'past',
    where: 'o.ends_at <= $1 AND o.starts_at < $1',
    order: 'o.starts_at DESC, o.id DESC',
  }),
}

/**
 * Counts all occurrences without their events, which needs only the index on the end. Hidden ones are counted
 * separately and subtracted.
 */
const COUNT = statement(
  'occurrence-list-count',
  `SELECT found.number - found.past - hidden.number AS upcoming, found.past
     FROM (SELECT count(*)::int AS number, (count(*) FILTER (WHERE o.ends_at <= $1))::int AS past
             FROM occurrences o WHERE ${WANTED}) found,
          (SELECT count(*)::int AS number FROM occurrences o JOIN events e ON e.id = o.event_id
            WHERE o.ends_at > $1 AND e.deleted_at IS NOT NULL AND ${WANTED}) hidden`,
  { upcoming: int, past: int },
)

export const parametersOf = ({ service, place, visitor, now }: OccurrenceFilter) => [
  now.toISOString(),
  service,
  place,
  visitor,
]

export const occurrenceList = async (
  db: Db,
  filter: OccurrenceFilter,
  { when, page, limit }: OccurrencePage,
): Promise<ListedOccurrence[]> => {
  const rows = await db.rows(LISTS[when], [...parametersOf(filter), limit, (page - 1) * limit])
  return rows.map((row) => ({ ...row, startsAt: row.startsAt.toISOString(), endsAt: row.endsAt.toISOString() }))
}

export const countOccurrences = async (
  db: Db,
  filter: OccurrenceFilter,
): Promise<{ upcoming: number; past: number }> => {
  const [row] = await db.rows(COUNT, parametersOf(filter))
  return row ?? { upcoming: 0, past: 0 }
}
