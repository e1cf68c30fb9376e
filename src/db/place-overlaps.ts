import type { Overlap, Span } from '@/domain/events/overlap'
import { int, list, oneOf, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

/** More dates of one event would not be read, and more events would not fit on a page. */
const MOST_DATES = 10
const MOST_EVENTS = 100

type Wanted = {
  /** One event, or two if it was just split. */
  events: readonly string[]
  /** Ids of their days that a planned change replaces with `spans`. */
  replaced: readonly string[]
  spans: readonly Span[]
  now: Date
}

const PLACE_OVERLAPS = statement(
  'place-overlaps',
  `WITH own_days AS (
     SELECT d.place_id, d.date, d.starts_at, d.ends_at FROM event_days d
      WHERE d.event_id = ANY ($1::uuid[]) AND d.status = 'scheduled' AND d.starts_at > $2 AND d.id <> ALL ($3::uuid[])
     UNION ALL
     SELECT * FROM unnest($4::uuid[], $5::varchar[], $6::timestamptz[], $7::timestamptz[])
   )
   SELECT 'PLACE_OVERLAP' AS code, e.id AS event, e.title,
          (array_agg(DISTINCT o.date ORDER BY o.date))[1:$8] AS dates,
          greatest(count(DISTINCT o.date) - $8, 0)::int AS more
     FROM own_days
     JOIN event_days o ON o.place_id = own_days.place_id AND o.date = ANY (ARRAY[
            to_char(own_days.date::date - 1, 'YYYY-MM-DD'), own_days.date,
            to_char(own_days.date::date + 1, 'YYYY-MM-DD')]::varchar[]) AND o.starts_at < own_days.ends_at
      AND o.ends_at > own_days.starts_at
     JOIN events e ON e.id = o.event_id
    WHERE o.status = 'scheduled' AND o.event_id <> ALL ($1::uuid[]) AND e.archived_at IS NULL AND e.deleted_at IS NULL
      AND EXISTS (SELECT 1 FROM events WHERE id = ANY ($1::uuid[]) AND archived_at IS NULL)
    GROUP BY e.id ORDER BY min(o.date), e.title, e.id LIMIT ${MOST_EVENTS}`,
  { code: oneOf('PLACE_OVERLAP'), event: uuid, title: text, dates: list(text), more: int },
)

/**
 * Other events at the same place that overlap with days that have not begun. Intervals are half-open. A day lasts less
 * than 24 hours, so overlapping days differ by at most one date.
 */
export const placeOverlaps = (db: Db, { events, replaced, spans, now }: Wanted): Promise<Overlap[]> =>
  db.rows(PLACE_OVERLAPS, [
    events,
    now,
    replaced,
    spans.map(({ place }) => place),
    spans.map(({ date }) => date),
    spans.map(({ startsAt }) => startsAt),
    spans.map(({ endsAt }) => endsAt),
    MOST_DATES,
  ])
