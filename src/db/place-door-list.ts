import { z } from 'zod'
import { dateStatus, instant, int, json, text, uuid, type RowOf } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const SERVICE = {
  id: uuid,
  title: text,
  service: text,
  startsAt: instant,
  endsAt: instant,
  capacity: int,
  participants: int,
  status: dateStatus,
  people: json(
    z.array(
      z.object({
        visitor: z.string(),
        fullName: z.string(),
        cardNumber: z.string().nullable(),
        isNew: z.boolean(),
        status: z.enum(['expected', 'attended', 'noShow']),
      }),
    ),
  ),
}
export type DoorListService = RowOf<typeof SERVICE>

/** Every occurrence of a place that begins on a date, by hour, with those who are booked. No phones are read. */
const SERVICES = prepared(
  'place-door-list',
  `SELECT o.id, e.title, s.title AS service, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity,
          o.participants, CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status,
          coalesce((SELECT jsonb_agg(jsonb_build_object('visitor', v.id, 'fullName', v.full_name,
                                     'cardNumber', v.card_number, 'isNew', v.status = 'new', 'status', b.status))
                      FROM participants b JOIN visitors v ON v.id = b.visitor_id
                     WHERE b.occurrence_id = o.id AND b.status <> 'cancelled'), '[]'::jsonb) AS people
     FROM occurrences o JOIN event_days d ON d.id = o.event_day_id JOIN events e ON e.id = o.event_id
     JOIN services s ON s.id = o.service_id
    WHERE o.place_id = $1 AND o.date = $2 AND (e.deleted_at IS NULL OR o.ends_at <= $3)
    ORDER BY o.starts_at, s.title, o.id`,
  SERVICE,
)

export const doorListServices = (db: Db, place: string, date: string, now: Date): Promise<DoorListService[]> =>
  db.rows(SERVICES, [place, date, now])

const PLACE = prepared('door-list-place', `SELECT title, timezone FROM places WHERE id = $1`, {
  title: text,
  timezone: text,
})

export const doorListPlace = async (
  db: Db,
  id: string,
): Promise<RowOf<{ title: typeof text; timezone: typeof text }> | null> => {
  const [row] = await db.rows(PLACE, [id])
  return row ?? null
}
