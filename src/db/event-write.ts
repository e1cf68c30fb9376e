import type { Series } from '@/domain/events/series'
import type { Db } from './sql'
import { statement } from './statement'

type Reach = { lastDate: string | null; expandedUntil: string | null }

const DEFER_CHECKS = statement('defer-checks', 'SET CONSTRAINTS ALL DEFERRED')

/**
 * Defers checks that span two rows to the end of the change. settle() runs them before the commit, where an error can
 * still be handled.
 */
export const deferChecks = (db: Db): Promise<unknown> => db.rows(DEFER_CHECKS)

const SETTLE = statement('settle', 'SET CONSTRAINTS ALL IMMEDIATE')
export const settle = (db: Db): Promise<unknown> => db.rows(SETTLE)

const DELETE_LINES = statement('delete-event-lines', 'DELETE FROM events_services WHERE _parent_id = $1')

const INSERT_LINES = statement(
  'insert-event-lines',
  `INSERT INTO events_services (_order, _parent_id, id, service_id, start_time, end_time, capacity,
         booking_window_value, booking_window_unit)
   SELECT l.position, $1, l.line->>'id', (l.line->>'service')::uuid, l.line->>'startTime', l.line->>'endTime',
          (l.line->>'capacity')::int,
          (l.line->'bookingWindow'->>'value')::int, (l.line->'bookingWindow'->>'unit')::window_unit
     FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS l(line, position)`,
)

const DELETE_SKIP_DATES = statement('delete-skip-dates', 'DELETE FROM events_skip_dates WHERE _parent_id = $1')

const INSERT_SKIP_DATES = statement(
  'insert-skip-dates',
  `INSERT INTO events_skip_dates (_order, _parent_id, id, date, reason)
   SELECT s.position, $1, gen_random_uuid()::text, s.skip->>'date', s.skip->>'reason'
     FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS s(skip, position)`,
)

/** Lines keep their ids, because occurrences refer to them. */
const writeParts = async (db: Db, id: string, { services, skipDates }: Series): Promise<void> => {
  await db.rows(DELETE_LINES, [id])
  await db.rows(INSERT_LINES, [id, JSON.stringify(services)])
  await db.rows(DELETE_SKIP_DATES, [id])
  await db.rows(INSERT_SKIP_DATES, [id, JSON.stringify(skipDates)])
}

const COLUMNS = ({ title, place, type, date, startTime, endTime, endsNextDay, ...rest }: Series): unknown[] => [
  title,
  place,
  type,
  date,
  startTime,
  endTime,
  endsNextDay,
  rest.capacity,
  rest.rrule,
  rest.announce,
]

const UPDATE_EVENT = statement(
  'update-event',
  `UPDATE events SET title = $2, place_id = $3, type = $4, date = $5, start_time = $6, end_time = $7,
          ends_next_day = $8, capacity = $9, rrule = $10, announce = $11,
          last_date = $12, expanded_until = $13, updated_at = $14 WHERE id = $1`,
)

export const updateEvent = async (
  db: Db,
  id: string,
  series: Series,
  { lastDate, expandedUntil }: Reach,
  now: Date,
): Promise<void> => {
  await db.rows(UPDATE_EVENT, [id, ...COLUMNS(series), lastDate, expandedUntil, now])
  await writeParts(db, id, series)
}

const INSERT_EVENT = statement(
  'insert-event',
  `INSERT INTO events (id, title, place_id, type, date, start_time, end_time, ends_next_day, capacity, rrule, announce,
         last_date, expanded_until, created_at, updated_at, archived_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15)`,
)

export const insertEvent = async (
  db: Db,
  id: string,
  series: Series,
  { lastDate, expandedUntil }: Reach,
  archivedAt: Date | null,
  now: Date,
): Promise<void> => {
  await db.rows(INSERT_EVENT, [id, ...COLUMNS(series), lastDate, expandedUntil, now, archivedAt])
  await writeParts(db, id, series)
}

type Handover = { from: string; to: string; date: string; lines: ReadonlyMap<string, string> }

const HAND_OVER_DAYS = statement(
  'hand-over-days',
  'UPDATE event_days SET event_id = $2 WHERE event_id = $1 AND date >= $3',
)

const HAND_OVER_OCCURRENCES = statement(
  'hand-over-occurrences',
  'UPDATE occurrences SET event_id = $2, line = coalesce($4::jsonb->>line, line) WHERE event_id = $1 AND date >= $3',
)

const HAND_OVER_REMOVED = statement(
  'hand-over-removed-dates',
  'UPDATE removed_dates SET event_id = $2, line = coalesce($4::jsonb->>line, line) WHERE event_id = $1 AND date >= $3',
)

/** Moves the dates from `date` on to another event. Days, occurrences and bookings keep their ids. */
export const handOver = async (db: Db, { from, to, date, lines }: Handover): Promise<void> => {
  const map = JSON.stringify(Object.fromEntries(lines))
  await db.rows(HAND_OVER_DAYS, [from, to, date])
  await db.rows(HAND_OVER_OCCURRENCES, [from, to, date, map])
  await db.rows(HAND_OVER_REMOVED, [from, to, date, map])
}
