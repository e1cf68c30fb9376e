import { instant, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

export const HOLD_MINUTES = 10

export type Hold = { id: string; expiresAt: string }

const WRITE_HOLD = prepared(
  'write-hold',
  `INSERT INTO holds (occurrence_id, visitor_id, caller, expires_at)
   VALUES ($1, $2, $3, clock_timestamp() + interval '${HOLD_MINUTES} minutes')
   ON CONFLICT (occurrence_id, visitor_id, caller) DO UPDATE SET expires_at = EXCLUDED.expires_at
   RETURNING id, expires_at`,
  { id: uuid, expires_at: instant },
)

export const writeHold = async (
  db: Db,
  { visitor, occurrence, caller }: { visitor: string; occurrence: string; caller: string },
): Promise<Hold> => {
  const [row] = await db.rows(WRITE_HOLD, [occurrence, visitor, caller])
  if (!row) throw new Error('A hold was neither written nor renewed')
  return { id: row.id, expiresAt: row.expires_at.toISOString() }
}

const DELETE_HOLD = statement('delete-hold', 'DELETE FROM holds WHERE id = $1 AND caller = $2 RETURNING id')

export const deleteHold = async (db: Db, id: string, caller: string): Promise<boolean> =>
  (await db.rows(DELETE_HOLD, [id, caller])).length > 0

const SWEEP_HOLDS = statement(
  'sweep-holds',
  `DELETE FROM holds WHERE expires_at < clock_timestamp() - interval '1 hour'`,
)

/** Expired holds count for nothing already; this only keeps the table small. */
export const sweepHolds = async (db: Db): Promise<void> => {
  await db.rows(SWEEP_HOLDS)
}
