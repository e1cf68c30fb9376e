import type { VisitorStatus } from '@/domain/visitors/status'
import { bool, instant, int, nullable, only, present, text, uuid, visitorStatus } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

export type OwnBooking = {
  id: string
  visitor: string
  fullName: string
  cardNumber: string | null
  service: string
  place: string
  startsAt: Date
  endsAt: Date
  timezone: string
  status: 'expected' | 'attended' | 'noShow'
}

const OWN_BOOKINGS = prepared(
  'own-bookings',
  `SELECT count(*) OVER ()::int AS total, b.id, b.visitor_id AS visitor, v.full_name AS "fullName",
          v.card_number AS "cardNumber", s.title AS service, p.title AS place,
          o.starts_at AS "startsAt", o.ends_at AS "endsAt", p.timezone, b.status
     FROM participants b JOIN occurrences o ON o.id = b.occurrence_id JOIN visitors v ON v.id = b.visitor_id
     JOIN services s ON s.id = o.service_id JOIN places p ON p.id = o.place_id
    WHERE b.booked_by_relation_to = 'volunteers' AND b.booked_by_value = $1 AND b.status <> 'cancelled'
      AND o.starts_at > $2::timestamptz - interval '2 days'
      AND (o.ends_at > $2 OR o.date >= to_char($2::timestamptz AT TIME ZONE p.timezone, 'YYYY-MM-DD'))
    ORDER BY o.starts_at, v.full_name, b.id LIMIT $3 OFFSET $4`,
  {
    id: uuid,
    visitor: uuid,
    fullName: present(text),
    cardNumber: nullable(text),
    service: text,
    place: text,
    startsAt: instant,
    endsAt: instant,
    timezone: text,
    status: only('expected', 'attended', 'noShow'),
    total: int,
  },
)

/** A volunteer's bookings from the beginning of today (in the place's zone) on. */
export const ownBookings = (
  db: Db,
  { volunteer, now, most, skip }: { volunteer: string; now: Date; most: number; skip: number },
): Promise<(OwnBooking & { total: number })[]> => db.rows(OWN_BOOKINGS, [volunteer, now.toISOString(), most, skip])

export type Catalogued = { id: string; title: string }

const SERVICE_TITLES = prepared(
  'service-titles',
  `SELECT id, title, coalesce(registration, false) AS registration, coalesce(allow_overlap, false) AS "allowOverlap"
     FROM services ORDER BY title, id`,
  { id: uuid, title: text, registration: bool, allowOverlap: bool },
)

const PLACE_TITLES = prepared('place-titles', 'SELECT id, title, timezone FROM places ORDER BY title, id', {
  id: uuid,
  title: text,
  timezone: text,
})

export const catalogueTitles = async (
  db: Db,
): Promise<{
  services: (Catalogued & { registration: boolean; allowOverlap: boolean })[]
  places: (Catalogued & { timezone: string })[]
}> => ({
  services: await db.rows(SERVICE_TITLES),
  places: await db.rows(PLACE_TITLES),
})

export type CardRow = {
  id: string
  fullName: string
  cardNumber: string | null
  birthYear: number | null
  status: VisitorStatus
  photo: string | null
}

const VISITOR_CARD = prepared(
  'visitor-card',
  `SELECT v.id, v.full_name AS "fullName", v.card_number AS "cardNumber", v.birth_year AS "birthYear", v.status,
          v.photo_id::text AS photo
     FROM visitors asked JOIN visitors v ON v.id = coalesce(asked.merged_into_id, asked.id) WHERE asked.id = $1`,
  {
    id: uuid,
    fullName: present(text),
    cardNumber: nullable(text),
    birthYear: nullable(int),
    status: visitorStatus,
    photo: nullable(text),
  },
)

/** What a volunteer needs to recognize a person. Without phone and comment. */
export const cardRow = async (db: Db, id: string): Promise<CardRow | null> =>
  (await db.rows(VISITOR_CARD, [id]))[0] ?? null
