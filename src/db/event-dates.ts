import type { NewDay, NewOccurrence } from '@/domain/events/materialise'
import type { Db } from './sql'
import { statement } from './statement'

const column = <Row, Key extends keyof Row>(rows: readonly Row[], key: Key): Row[Key][] => rows.map((row) => row[key])

const INSERT_DAYS = statement(
  'insert-days',
  `INSERT INTO event_days (id, event_id, place_id, date, start_time, end_time, ends_next_day, starts_at, ends_at,
         capacity, created_at, updated_at)
     SELECT d.*, $11::timestamptz, $11::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::varchar[], $5::varchar[], $6::varchar[],
             $7::boolean[], $8::timestamptz[], $9::timestamptz[], $10::int[]) AS d
     ON CONFLICT (event_id, date) DO NOTHING`,
)

const INSERT_OCCURRENCES = statement(
  'insert-occurrences',
  `INSERT INTO occurrences (event_id, event_day_id, line, service_id, place_id, date, starts_at, ends_at, capacity,
         created_at, updated_at)
     SELECT o.event, o.day, o.line, o.service, o.place, o.date, o.starts_at, o.ends_at, o.capacity, $10::timestamptz,
            $10::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::varchar[], $4::uuid[], $5::uuid[], $6::varchar[], $7::timestamptz[],
             $8::timestamptz[], $9::int[])
            AS o (event, day, line, service, place, date, starts_at, ends_at, capacity)
       JOIN event_days d ON d.id = o.day
     ON CONFLICT (event_id, line, date) DO NOTHING`,
)

/**
 * Inserts dates in two statements, whatever their number. An occurrence is unique by event, line and date; one that
 * already exists stays as it is.
 */
export const insertDates = async (
  db: Db,
  now: Date,
  days: readonly NewDay[],
  occurrences: readonly NewOccurrence[],
): Promise<void> => {
  if (days.length > 0) {
    await db.rows(INSERT_DAYS, [
      column(days, 'id'),
      column(days, 'event'),
      column(days, 'place'),
      column(days, 'date'),
      column(days, 'startTime'),
      column(days, 'endTime'),
      column(days, 'endsNextDay'),
      column(days, 'startsAt'),
      column(days, 'endsAt'),
      column(days, 'capacity'),
      now,
    ])
  }
  if (occurrences.length > 0) {
    await db.rows(INSERT_OCCURRENCES, [
      column(occurrences, 'event'),
      column(occurrences, 'eventDay'),
      column(occurrences, 'line'),
      column(occurrences, 'service'),
      column(occurrences, 'place'),
      column(occurrences, 'date'),
      column(occurrences, 'startsAt'),
      column(occurrences, 'endsAt'),
      column(occurrences, 'capacity'),
      now,
    ])
  }
}

const SET_REACH = statement('set-reach', 'UPDATE events SET last_date = $2, expanded_until = $3 WHERE id = $1')

/** Stores what was computed from the series, for lists and filters. */
export const setReach = (
  db: Db,
  id: string,
  { lastDate, expandedUntil }: { lastDate: string | null; expandedUntil: string | null },
): Promise<unknown> => db.rows(SET_REACH, [id, lastDate, expandedUntil])
