import { z } from 'zod'
import {
  callerKind,
  dateStatus,
  instant,
  int,
  json,
  nullable,
  participantSource,
  participantStatus,
  text,
  uuid,
  visitorStatus,
  type RowOf,
} from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const titled = json(z.object({ id: z.string(), title: z.string() }))

const OCCURRENCE = {
  id: uuid,
  event: uuid,
  eventDay: uuid,
  title: text,
  service: titled,
  place: titled,
  date: text,
  startsAt: instant,
  endsAt: instant,
  timezone: text,
  capacity: int,
  participants: int,
  status: dateStatus,
  dayCapacity: int,
  dayParticipants: int,
}
export type RosterOccurrence = RowOf<typeof OCCURRENCE>

const OCCURRENCE_BY_ID = prepared(
  'roster-occurrence',
  `SELECT o.id, o.event_id AS event, o.event_day_id AS "eventDay", e.title,
          jsonb_build_object('id', s.id, 'title', s.title) AS service,
          jsonb_build_object('id', p.id, 'title', p.title) AS place,
          o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", p.timezone, o.capacity, o.participants,
          CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status,
          d.capacity AS "dayCapacity", d.participants AS "dayParticipants"
     FROM occurrences o JOIN event_days d ON d.id = o.event_day_id JOIN events e ON e.id = o.event_id
     JOIN services s ON s.id = o.service_id JOIN places p ON p.id = o.place_id
    WHERE o.id = $1`,
  OCCURRENCE,
)

export const rosterOccurrence = async (db: Db, id: string): Promise<RosterOccurrence | null> => {
  const [row] = await db.rows(OCCURRENCE_BY_ID, [id])
  return row ?? null
}

const ROW = {
  id: uuid,
  visitor: json(
    z.object({
      id: z.string(),
      fullName: z.string(),
      phone: z.string().nullable(),
      cardNumber: z.string().nullable(),
      status: z.enum(visitorStatus.options),
    }),
  ),
  status: participantStatus,
  comment: nullable(text),
  source: participantSource,
  bookedBy: nullable(json(z.object({ kind: z.enum(callerKind.options), id: z.string(), name: z.string().nullable() }))),
  bookedAt: nullable(instant),
  cancelReason: nullable(text),
  updatedAt: instant,
}
export type RosterRow = RowOf<typeof ROW>

const ROWS = prepared(
  'roster-rows',
  `SELECT b.id, b.status, b.comment, b.source, b.booked_at AS "bookedAt", b.cancel_reason AS "cancelReason",
          b.updated_at AS "updatedAt",
          jsonb_build_object('id', v.id, 'fullName', v.full_name, 'phone', v.phone, 'cardNumber', v.card_number,
                             'status', v.status) AS visitor,
          CASE WHEN b.booked_by_value IS NULL THEN NULL ELSE
            jsonb_build_object('kind', b.booked_by_relation_to, 'id', b.booked_by_value,
                               'name', coalesce(u.name, w.name, i.name)) END AS "bookedBy"
     FROM participants b JOIN visitors v ON v.id = b.visitor_id
     LEFT JOIN users u ON b.booked_by_relation_to = 'users' AND u.id::text = b.booked_by_value
     LEFT JOIN volunteers w ON b.booked_by_relation_to = 'volunteers' AND w.id::text = b.booked_by_value
     LEFT JOIN integrations i ON b.booked_by_relation_to = 'integrations' AND i.id::text = b.booked_by_value
    WHERE b.occurrence_id = $1`,
  ROW,
)

/** Everybody ever booked here, including cancelled bookings, with the names of those who booked them. */
export const rosterRows = (db: Db, occurrence: string): Promise<RosterRow[]> => db.rows(ROWS, [occurrence])
