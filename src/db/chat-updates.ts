import type { Db } from './sql'

/** Telegram counts from far above; what a chat in the terminal says is numbered below this. */
export const TELEGRAM_BEGINS = 10_000_000

export const isUpdateHandled = async (db: Db, updateId: number): Promise<boolean> => {
  const rows = await db.rows(
    `SELECT 1 FROM telegram_updates WHERE update_id = $1 AND status <> 'pending'`,
    [updateId],
    'is-update-handled',
  )
  return rows.length > 0
}

/** The highest number of a chat in the terminal so far, and whether updates of Telegram's own are there too. */
export const updatesSoFar = async (db: Db): Promise<{ last: number; real: boolean }> => {
  const [row] = await db.rows<{ last: number; real: boolean }>(
    `SELECT coalesce(max(update_id) FILTER (WHERE update_id < $1), 0)::float8 AS last, count(*) FILTER (WHERE update_id >= $1) > 0 AS real FROM telegram_updates`,
    [TELEGRAM_BEGINS],
  )
  return row ?? { last: 0, real: false }
}
