import type { Db } from './sql'

export const HOLD_MINUTES = 10

export type Hold = { id: string; expiresAt: string }

export const writeHold = async (
  db: Db,
  { visitor, occurrence, caller }: { visitor: string; occurrence: string; caller: string },
): Promise<Hold> => {
  const [row] = await db.rows<{ id: string; expires_at: Date }>(
    `INSERT INTO holds (occurrence_id, visitor_id, caller, expires_at)
     VALUES ($1, $2, $3, clock_timestamp() + interval '${HOLD_MINUTES} minutes')
     ON CONFLICT (occurrence_id, visitor_id, caller) DO UPDATE SET expires_at = EXCLUDED.expires_at
     RETURNING id, expires_at`,
    [occurrence, visitor, caller],
    'write-hold',
  )
  if (!row) throw new Error('A hold was neither written nor renewed')
  return { id: row.id, expiresAt: row.expires_at.toISOString() }
}

export const deleteHold = async (db: Db, id: string, caller: string): Promise<boolean> =>
  (await db.rows('DELETE FROM holds WHERE id = $1 AND caller = $2 RETURNING id', [id, caller])).length > 0

/** Expired holds count for nothing already; this only keeps the table small. */
export const sweepHolds = async (db: Db): Promise<void> => {
  await db.rows(`DELETE FROM holds WHERE expires_at < clock_timestamp() - interval '1 hour'`)
}
