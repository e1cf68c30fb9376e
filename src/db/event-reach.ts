import { float, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

const EVENTS_TO_EXTEND = prepared(
  'events-to-extend',
  `SELECT id FROM events
    WHERE type = 'recurring' AND deleted_at IS NULL AND archived_at IS NULL
      AND (expanded_until IS NULL OR expanded_until < $1)
      AND (last_date IS NULL OR expanded_until IS NULL OR last_date > expanded_until)
    ORDER BY id`,
  { id: uuid },
)

/** Active series whose dates have not been created up to `until` yet. */
export const eventsToExtend = async (db: Db, until: string): Promise<string[]> => {
  const rows = await db.rows(EVENTS_TO_EXTEND, [until])
  return rows.map(({ id }) => id)
}

const ACTIVE_SERIES = statement(
  'active-series',
  `SELECT id FROM events
    WHERE type = 'recurring' AND deleted_at IS NULL AND archived_at IS NULL
      AND (last_date IS NULL OR expanded_until IS NULL OR last_date > expanded_until)
    ORDER BY id`,
  { id: uuid },
)

/** Every active series, for the nightly job. */
export const activeSeries = async (db: Db): Promise<string[]> => {
  const rows = await db.rows(ACTIVE_SERIES)
  return rows.map(({ id }) => id)
}

const LONGEST_WINDOW = statement(
  'longest-window',
  `SELECT coalesce(max(booking_window_value), 0)::float8 AS days FROM events_services
    WHERE booking_window_unit = 'days'`,
  { days: float },
)

/** In days. Windows that count occurrences are left out, because they only need dates that exist. */
export const longestWindow = async (db: Db): Promise<number> => (await db.rows(LONGEST_WINDOW))[0]?.days ?? 0
