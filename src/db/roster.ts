import type { ParticipantStatus } from '@/domain/attendance/decideMark'
import type { Caller, Source } from '@/domain/access/caller'
import type { Db } from './sql'
import type { VisitorStatus } from '@/domain/visitors/status'

type Titled = { id: string; title: string }

export type RosterOccurrence = {
  id: string
  event: string
  eventDay: string
  title: string
  service: Titled
  place: Titled
  date: string
  startsAt: Date
  endsAt: Date
  timezone: string
  capacity: number
  participants: number
  status: 'scheduled' | 'cancelled'
  dayCapacity: number
  dayParticipants: number
}

export type RosterRow = {
  id: string
  visitor: {
    id: string
    fullName: string
    phone: string | null
    cardNumber: string | null
    status: VisitorStatus
  }
  status: ParticipantStatus
  comment: string | null
  source: Source
  bookedBy: { kind: Caller['kind']; id: string; name: string | null } | null
  bookedAt: Date | null
  cancelReason: string | null
  updatedAt: Date
}

export const rosterOccurrence = async (db: Db, id: string): Promise<RosterOccurrence | null> => {
  const [row] = await db.rows<RosterOccurrence>(
    `SELECT o.id, o.event_id AS event, o.event_day_id AS "eventDay", e.title,
            jsonb_build_object('id', s.id, 'title', s.title) AS service, jsonb_build_object('id', p.id, 'title', p.title) AS place,
            o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", p.timezone, o.capacity, o.participants,
            CASE WHEN d.status = 'cancelled' THEN d.status ELSE o.status END AS status,
            d.capacity AS "dayCapacity", d.participants AS "dayParticipants"
       FROM occurrences o JOIN event_days d ON d.id = o.event_day_id JOIN events e ON e.id = o.event_id
       JOIN services s ON s.id = o.service_id JOIN places p ON p.id = o.place_id
      WHERE o.id = $1`,
    [id],
    'roster-occurrence',
  )
  return row ?? null
}

/** Everybody ever booked here, the cancelled too, with the names of whoever booked them. */
export const rosterRows = (db: Db, occurrence: string): Promise<RosterRow[]> =>
  db.rows<RosterRow>(
    `SELECT b.id, b.status, b.comment, b.source, b.booked_at AS "bookedAt", b.cancel_reason AS "cancelReason", b.updated_at AS "updatedAt",
            jsonb_build_object('id', v.id, 'fullName', v.full_name, 'phone', v.phone, 'cardNumber', v.card_number, 'status', v.status) AS visitor,
            CASE WHEN b.booked_by_value IS NULL THEN NULL ELSE
              jsonb_build_object('kind', b.booked_by_relation_to, 'id', b.booked_by_value, 'name', coalesce(u.name, w.name, i.name)) END AS "bookedBy"
       FROM participants b JOIN visitors v ON v.id = b.visitor_id
       LEFT JOIN users u ON b.booked_by_relation_to = 'users' AND u.id::text = b.booked_by_value
       LEFT JOIN volunteers w ON b.booked_by_relation_to = 'volunteers' AND w.id::text = b.booked_by_value
       LEFT JOIN integrations i ON b.booked_by_relation_to = 'integrations' AND i.id::text = b.booked_by_value
      WHERE b.occurrence_id = $1`,
    [occurrence],
    'roster-rows',
  )
