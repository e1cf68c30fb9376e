import { bool, float } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

/** Telegram's numbers start far above this. A terminal chat uses numbers below it. */
export const TELEGRAM_BEGINS = 10_000_000

const IS_UPDATE_HANDLED = prepared(
  'is-update-handled',
  `SELECT 1 FROM telegram_updates WHERE update_id = $1 AND status <> 'pending'`,
)

export const isUpdateHandled = async (db: Db, updateId: number): Promise<boolean> => {
  const rows = await db.rows(IS_UPDATE_HANDLED, [updateId])
  return rows.length > 0
}

const UPDATES_SO_FAR = statement(
  'updates-so-far',
  `SELECT coalesce(max(update_id) FILTER (WHERE update_id < $1), 0)::float8 AS last,
          count(*) FILTER (WHERE update_id >= $1) > 0 AS real FROM telegram_updates`,
  { last: float, real: bool },
)

/** The highest number used by a terminal chat, and whether there are real updates from Telegram, too. */
export const updatesSoFar = async (db: Db): Promise<{ last: number; real: boolean }> => {
  const [row] = await db.rows(UPDATES_SO_FAR, [TELEGRAM_BEGINS])
  return row ?? { last: 0, real: false }
}
