import type { Db } from './sql'

/** Active series whose dates don't exist until `until` yet. */
export const eventsToExtend = async (db: Db, until: string): Promise<string[]> => {
  const rows = await db.rows<{ id: string }>(
    `SELECT id FROM events
      WHERE type = 'recurring' AND deleted_at IS NULL AND archived_at IS NULL
        AND (expanded_until IS NULL OR expanded_until < $1)
        AND (last_date IS NULL OR expanded_until IS NULL OR last_date > expanded_until)
      ORDER BY id`,
    [until],
    'events-to-extend',
  )
  return rows.map(({ id }) => id)
}

/** Every active series, for the nightly job. */
export const activeSeries = async (db: Db): Promise<string[]> => {
  const rows = await db.rows<{ id: string }>(
    `SELECT id FROM events
      WHERE type = 'recurring' AND deleted_at IS NULL AND archived_at IS NULL
        AND (last_date IS NULL OR expanded_until IS NULL OR last_date > expanded_until)
      ORDER BY id`,
  )
  return rows.map(({ id }) => id)
}
