import { bool, dateStatus, instant, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

/** Serializes with everybody who plans something at the place. */
const LOCK_PLACE = statement('lock-place', 'SELECT timezone FROM places WHERE id = $1 FOR UPDATE', { timezone: text })

const LOCK_EVENTS = statement(
  'lock-events-of-place',
  'SELECT 1 FROM events WHERE place_id = $1 ORDER BY id FOR NO KEY UPDATE',
)
const LOCK_DAYS = statement(
  'lock-days-of-place',
  'SELECT 1 FROM event_days WHERE place_id = $1 AND starts_at > $2 ORDER BY id FOR NO KEY UPDATE',
)
const LOCK_OCCURRENCES = statement(
  'lock-occurrences-of-place',
  `SELECT 1 FROM occurrences WHERE event_day_id IN (
     SELECT id FROM event_days WHERE place_id = $1 AND starts_at > $2) ORDER BY id FOR NO KEY UPDATE`,
)

/**
 * Locks the events of the place, the place, its upcoming days and their occurrences, each in id order, which is the
 * order of a change of an event. Events that came to the place before it was locked are locked, too. Returns the zone.
 */
export const lockPlace = async (db: Db, place: string, now: Date): Promise<string | null> => {
  await db.rows(LOCK_EVENTS, [place])
  const [row] = await db.rows(LOCK_PLACE, [place])
  await db.rows(LOCK_EVENTS, [place])
  await db.rows(LOCK_DAYS, [place, now])
  await db.rows(LOCK_OCCURRENCES, [place, now])
  return row?.timezone ?? null
}

const DAYS = statement(
  'days-to-come-of-place',
  `SELECT id, date, start_time AS "startTime", end_time AS "endTime", ends_next_day AS "endsNextDay",
          starts_at AS "startsAt", ends_at AS "endsAt", status
     FROM event_days WHERE place_id = $1 AND starts_at > $2 ORDER BY date, starts_at, id`,
  {
    id: uuid,
    date: text,
    startTime: text,
    endTime: text,
    endsNextDay: bool,
    startsAt: instant,
    endsAt: instant,
    status: dateStatus,
  },
)

const OCCURRENCES = statement(
  'occurrences-to-come-of-place',
  `SELECT o.id, o.event_day_id AS "eventDay", o.date, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.status
     FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
    WHERE d.place_id = $1 AND d.starts_at > $2 ORDER BY o.date, o.starts_at, o.id`,
  { id: uuid, eventDay: uuid, date: text, startsAt: instant, endsAt: instant, status: dateStatus },
)

/** Days and occurrences of a place that have not begun. */
export const datesOfPlace = async (db: Db, place: string, now: Date) => ({
  days: await db.rows(DAYS, [place, now]),
  occurrences: await db.rows(OCCURRENCES, [place, now]),
})

const MOVE = (name: string, table: string) =>
  statement(
    name,
    `UPDATE ${table} t SET starts_at = m."startsAt", ends_at = m."endsAt", updated_at = $2
       FROM jsonb_to_recordset($1::jsonb) AS m(id uuid, "startsAt" timestamptz, "endsAt" timestamptz)
      WHERE t.id = m.id`,
  )
const MOVE_DAYS = MOVE('move-days', 'event_days')
const MOVE_OCCURRENCES = MOVE('move-occurrences', 'occurrences')

type Placed = { id: string; startsAt: Date; endsAt: Date }

/** The caller has to defer the check of hours, because days and occurrences are moved separately. */
export const moveDates = async (
  db: Db,
  { days, occurrences }: { days: readonly Placed[]; occurrences: readonly Placed[] },
  now: Date,
): Promise<void> => {
  await db.rows(MOVE_DAYS, [JSON.stringify(days), now])
  await db.rows(MOVE_OCCURRENCES, [JSON.stringify(occurrences), now])
}
