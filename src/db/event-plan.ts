import { z } from 'zod'
import type { Current, Day, Occurrence, Plan } from '@/domain/events/plan'
import { readRemoved } from './events'
import { bool, dateStatus, instant, int, json, only, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

/** Selects dates of an event: those that begin after a moment, those from a date on, or a single date. */
export type Which = { event: string; after: Date | null; from?: string; only?: string }

const WHERE = `d.event_id = $1 AND ($2::timestamptz IS NULL OR d.starts_at > $2)
  AND ($3::varchar IS NULL OR d.date >= $3) AND ($4::varchar IS NULL OR d.date = $4)`

const values = ({ event, after, from, only }: Which): unknown[] => [event, after, from ?? null, only ?? null]

const LOCK_DAYS = statement(
  'lock-days-of-dates',
  `SELECT 1 FROM event_days d WHERE ${WHERE} ORDER BY d.id FOR NO KEY UPDATE`,
)

const LOCK_OCCURRENCES = statement(
  'lock-occurrences-of-dates',
  `SELECT 1 FROM occurrences o WHERE o.event_day_id IN (SELECT d.id FROM event_days d WHERE ${WHERE})
    ORDER BY o.id FOR NO KEY UPDATE`,
)

/** Locks event days by id, then their occurrences by id. Has to happen before anything is decided. */
export const lockDates = async (db: Db, which: Which): Promise<void> => {
  await db.rows(LOCK_DAYS, values(which))
  await db.rows(LOCK_OCCURRENCES, values(which))
}

const OCCURRENCE = `
  o.id, o.event_day_id AS "eventDay", o.line, o.service_id AS service, o.place_id AS place, o.date,
  o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity, o.status, o.skipped,
  coalesce(o.edited_fields, '[]') AS "editedFields",
  EXISTS (SELECT 1 FROM participants b WHERE b.occurrence_id = o.id) AS booked`

const DAYS = statement(
  'current-days',
  `SELECT d.id, d.date, d.place_id AS place, p.timezone AS zone, d.start_time AS "startTime",
          d.end_time AS "endTime", d.ends_next_day AS "endsNextDay",
          d.starts_at AS "startsAt", d.ends_at AS "endsAt", d.capacity, d.status, d.skipped,
          coalesce(d.edited_fields, '[]') AS "editedFields"
     FROM event_days d JOIN places p ON p.id = d.place_id WHERE ${WHERE} ORDER BY d.date`,
  {
    id: uuid,
    date: text,
    place: uuid,
    zone: text,
    startTime: text,
    endTime: text,
    endsNextDay: bool,
    startsAt: instant,
    endsAt: instant,
    capacity: int,
    status: dateStatus,
    skipped: bool,
    editedFields: json(z.array(z.enum(['startTime', 'endTime', 'capacity']))),
  },
)

const OCCURRENCES = statement(
  'current-occurrences',
  `SELECT ${OCCURRENCE} FROM occurrences o WHERE o.event_day_id = ANY ($1::uuid[]) ORDER BY o.date, o.starts_at, o.id`,
  {
    id: uuid,
    eventDay: uuid,
    line: text,
    service: uuid,
    place: uuid,
    date: text,
    startsAt: instant,
    endsAt: instant,
    capacity: int,
    status: dateStatus,
    skipped: bool,
    editedFields: json(z.array(z.enum(['capacity', 'startsAt', 'endsAt']))),
    booked: bool,
  },
)

const PEOPLE = statement(
  'current-people',
  `SELECT b.id, b.visitor_id AS visitor, b.occurrence_id AS occurrence, b.status
     FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
    WHERE b.event_day_id = ANY ($1::uuid[]) AND b.status <> 'cancelled' ORDER BY o.starts_at, b.booked_at, b.id`,
  { id: uuid, visitor: uuid, occurrence: uuid, status: only('expected', 'attended', 'noShow') },
)

/** The existing dates of an event with their participants. Four statements, whatever the number of dates. */
export const readCurrent = async (db: Db, which: Which): Promise<Current> => {
  const days = await db.rows(DAYS, values(which))
  const ids = days.map(({ id }) => id)
  const occurrences = await db.rows(OCCURRENCES, [ids])
  const people = await db.rows(PEOPLE, [ids])
  return { days, occurrences, people, removed: (await readRemoved(db, [which.event])).get(which.event) ?? [] }
}

/** The reason that the event gives for skipping a date. */
const REASON_OF_SKIP = (date: string): string =>
  `CASE WHEN c.skipped THEN (
     SELECT k.reason FROM events_skip_dates k
      WHERE k._parent_id = ${date}.event_id AND k.date = ${date}.date LIMIT 1) END`

/** Kept when a date is put back: those who were cancelled at this very moment were cancelled by it. */
const WHEN_CANCELLED = (row: string): string =>
  `CASE WHEN c.status = 'cancelled' AND ${row}.status = 'scheduled' THEN $2 ELSE ${row}.cancelled_at END`

const WRITE_DAYS = statement(
  'write-days',
  `UPDATE event_days d SET place_id = c.place, start_time = c."startTime", end_time = c."endTime",
          ends_next_day = c."endsNextDay", starts_at = c."startsAt", ends_at = c."endsAt", capacity = c.capacity,
          status = c.status::date_status, skipped = c.skipped,
          edited_fields = c."editedFields", updated_at = $2,
          cancel_reason = CASE WHEN c.status = 'scheduled' THEN NULL
                               ELSE coalesce(${REASON_OF_SKIP('d')}, d.cancel_reason) END,
          cancelled_at = ${WHEN_CANCELLED('d')}
     FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, place uuid, "startTime" varchar, "endTime" varchar,
           "endsNextDay" boolean, "startsAt" timestamptz, "endsAt" timestamptz, capacity int, status text,
           skipped boolean, "editedFields" jsonb)
    WHERE d.id = c.id`,
)

const writeDays = (db: Db, days: readonly Day[], now: Date): Promise<unknown> =>
  db.rows(WRITE_DAYS, [JSON.stringify(days), now])

const WRITE_OCCURRENCES = statement(
  'write-occurrences',
  `UPDATE occurrences o SET place_id = c.place, service_id = c.service, starts_at = c."startsAt",
          ends_at = c."endsAt", capacity = c.capacity,
          status = c.status::date_status, skipped = c.skipped, edited_fields = c."editedFields",
          edited = jsonb_array_length(c."editedFields") > 0, updated_at = $2,
          cancel_reason = CASE WHEN c.status = 'scheduled' THEN NULL
                               ELSE coalesce(${REASON_OF_SKIP('o')}, o.cancel_reason) END,
          cancelled_at = ${WHEN_CANCELLED('o')}
     FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, place uuid, service uuid, "startsAt" timestamptz,
           "endsAt" timestamptz, capacity int, status text, skipped boolean, "editedFields" jsonb)
    WHERE o.id = c.id`,
)

const writeOccurrences = (db: Db, occurrences: readonly Occurrence[], now: Date): Promise<unknown> =>
  db.rows(WRITE_OCCURRENCES, [JSON.stringify(occurrences), now])

const DELETE_OCCURRENCES = statement(
  'delete-planned-occurrences',
  'DELETE FROM occurrences WHERE id = ANY ($1::uuid[])',
)

const DELETE_DAYS = statement('delete-planned-days', 'DELETE FROM event_days WHERE id = ANY ($1::uuid[])')

/**
 * Writes the rows of a plan. People were cancelled before; new dates are inserted afterwards. The caller has to defer
 * the check that no service is larger than its day, because both sides of it change.
 */
export const writePlan = async (db: Db, plan: Plan, now: Date): Promise<void> => {
  if (plan.days.length > 0) await writeDays(db, plan.days, now)
  if (plan.occurrences.length > 0) await writeOccurrences(db, plan.occurrences, now)
  if (plan.deletedOccurrences.length > 0) await db.rows(DELETE_OCCURRENCES, [plan.deletedOccurrences])
  if (plan.deletedDays.length > 0) await db.rows(DELETE_DAYS, [plan.deletedDays])
}
