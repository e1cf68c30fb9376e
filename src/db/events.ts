import { z } from 'zod'
import type { Catalogue } from '@/domain/events/catalogue'
import type { Removed } from '@/domain/events/materialise'
import type { Series } from '@/domain/events/series'
import { bool, eventType, instant, int, json, nullable, text, uuid, windowUnit } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type StoredEvent = Series & {
  id: string
  archivedAt: Date | null
  deletedAt: Date | null
  lastDate: string | null
  expandedUntil: string | null
}

const LOCK_EVENTS = statement(
  'lock-events',
  'SELECT id FROM events WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
  { id: uuid },
)

/**
 * Locks events in id order. Events are always locked before their days, and days before occurrences. Leaves out deleted
 * events.
 */
export const lockEvents = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const rows = await db.rows(LOCK_EVENTS, [ids])
  return rows.map(({ id }) => id)
}

const READ_EVENTS = statement(
  'read-events',
  `SELECT e.id, e.title, e.place_id AS place, p.timezone AS zone, e.type, e.date, e.start_time AS "startTime",
          e.end_time AS "endTime", e.ends_next_day AS "endsNextDay", e.capacity, e.rrule,
          coalesce(e.announce, false) AS announce,
          e.archived_at AS "archivedAt", e.deleted_at AS "deletedAt",
          e.last_date AS "lastDate", e.expanded_until AS "expandedUntil",
          (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'id', l.id, 'service', l.service_id, 'startTime', l.start_time, 'endTime', l.end_time,
                    'capacity', l.capacity, 'bookingWindow', jsonb_build_object(
                      'value', l.booking_window_value, 'unit', l.booking_window_unit)) ORDER BY l._order), '[]')
             FROM events_services l WHERE l._parent_id = e.id) AS services,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('date', s.date, 'reason', s.reason) ORDER BY s._order), '[]')
             FROM events_skip_dates s WHERE s._parent_id = e.id) AS "skipDates"
     FROM events e JOIN places p ON p.id = e.place_id
    WHERE e.id = ANY ($1::uuid[]) AND e.deleted_at IS NULL ORDER BY e.id`,
  {
    title: text,
    place: uuid,
    zone: text,
    type: eventType,
    date: text,
    startTime: text,
    endTime: text,
    endsNextDay: bool,
    capacity: int,
    rrule: nullable(text),
    skipDates: json(z.array(z.object({ date: z.string(), reason: z.string().nullable() }))),
    services: json(
      z.array(
        z.object({
          id: z.string(),
          service: z.string(),
          startTime: z.string(),
          endTime: z.string(),
          capacity: z.int(),
          bookingWindow: z.object({ value: z.int(), unit: z.enum(windowUnit.options) }),
        }),
      ),
    ),
    announce: bool,
    id: uuid,
    archivedAt: nullable(instant),
    deletedAt: nullable(instant),
    lastDate: nullable(text),
    expandedUntil: nullable(text),
  },
)

/** Complete events with their lines and skip dates, in one statement. */
export const readEvents = (db: Db, ids: readonly string[]): Promise<StoredEvent[]> => db.rows(READ_EVENTS, [ids])

export const readEvent = async (db: Db, id: string): Promise<StoredEvent | null> =>
  (await readEvents(db, [id]))[0] ?? null

const READ_REMOVED = statement(
  'read-removed',
  'SELECT event_id AS event, date, line FROM removed_dates WHERE event_id = ANY ($1::uuid[])',
  { date: text, line: nullable(text), event: uuid },
)

/** What was deleted by hand, per event. */
export const readRemoved = async (db: Db, ids: readonly string[]): Promise<Map<string, Removed[]>> => {
  const rows = await db.rows(READ_REMOVED, [ids])
  const byEvent = new Map<string, Removed[]>(ids.map((id) => [id, []]))
  for (const { event, date, line } of rows) byEvent.get(event)?.push({ date, line })
  return byEvent
}

const PLACES = statement(
  'catalogue-places',
  `SELECT id, timezone AS zone, coalesce(active, true) AS active FROM places
    WHERE id = ANY ($1::uuid[]) FOR KEY SHARE`,
  { id: uuid, zone: text, active: bool },
)

const SERVICES = statement(
  'catalogue-services',
  `SELECT id, capacity, minutes,
          jsonb_build_object('value', booking_window_value, 'unit', booking_window_unit) AS "bookingWindow",
          coalesce(active, true) AS active
     FROM services WHERE id = ANY ($1::uuid[]) FOR KEY SHARE`,
  {
    id: uuid,
    capacity: int,
    minutes: int,
    bookingWindow: json(z.object({ value: z.int(), unit: z.enum(windowUnit.options) })),
    active: bool,
  },
)

/** The places and services of an event. FOR KEY SHARE keeps them from being deleted meanwhile. */
export const readCatalogue = async (
  db: Db,
  places: readonly string[],
  services: readonly string[],
): Promise<Catalogue> => {
  const foundPlaces = await db.rows(PLACES, [places])
  const foundServices = await db.rows(SERVICES, [services])
  return {
    places: new Map(foundPlaces.map((place) => [place.id, place])),
    services: new Map(foundServices.map((service) => [service.id, service])),
  }
}
