import { z } from 'zod'
import { recordsOf } from './merged'
import { foldedInto } from './merges'
import { instant, json, nullable, participantSource, participantStatus, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const BOOKINGS_OF = statement(
  'bookings-of',
  `SELECT b.id, e.title AS event, s.title AS service, p.title AS place, o.date, o.starts_at AS "startsAt",
          o.ends_at AS "endsAt", b.status, b.comment, b.source, b.booked_at AS "bookedAt",
          b.cancelled_at AS "cancelledAt", b.cancel_reason AS "cancelReason"
     FROM participants b JOIN occurrences o ON o.id = b.occurrence_id JOIN events e ON e.id = o.event_id
     JOIN services s ON s.id = o.service_id JOIN places p ON p.id = o.place_id
    WHERE b.visitor_id = $1 ORDER BY o.starts_at, b.id`,
  {
    id: uuid,
    event: text,
    service: text,
    place: text,
    date: text,
    startsAt: instant,
    endsAt: instant,
    status: participantStatus,
    comment: nullable(text),
    source: participantSource,
    bookedAt: nullable(instant),
    cancelledAt: nullable(instant),
    cancelReason: nullable(text),
  },
)

/** All bookings of a person with their comments. */
export const bookingsOf = (db: Db, visitor: string): Promise<Record<string, unknown>[]> =>
  db.rows(BOOKINGS_OF, [visitor])

const ENTRIES_ABOUT = statement(
  'entries-about',
  `SELECT l.id, l.at, l.action, l.via, l.actor_kind AS actor, l.changes - 'ids' AS changes FROM audit_log l
    WHERE l.subject_id = ANY ($1::text[]) OR l.subject_id = ANY ($2::text[])
       OR l.subject_id IN (SELECT id::text FROM participants WHERE visitor_id = ANY ($1::uuid[]))
       OR (l.action = 'visitors.listed' AND l.changes->'ids' ?| $1::text[])
    ORDER BY l.at, l.id LIMIT 5000`,
  { id: uuid, at: instant, action: text, via: nullable(text), actor: nullable(text), changes: json(z.unknown()) },
)

/**
 * Log entries about all records of a person: changes, views and the history of bookings, including bookings that were
 * folded into others by a merge.
 */
export const entriesAbout = async (
  db: Db,
  visitor: string,
): Promise<{ id: string; at: Date; action: string; via: string | null; actor: string | null; changes: unknown }[]> => {
  const records = await recordsOf(db, visitor)
  return db.rows(ENTRIES_ABOUT, [records, await foldedInto(db, records)])
}

const PHOTO_OF = statement('photo-of', 'SELECT filename, mime_type AS "mimeType" FROM media WHERE id = $1', {
  filename: nullable(text),
  mimeType: nullable(text),
})

export const photoOf = async (
  db: Db,
  photo: string,
): Promise<{ filename: string | null; mimeType: string | null } | null> => (await db.rows(PHOTO_OF, [photo]))[0] ?? null
