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

const HELD_UNTIL = prepared(
  'held-until',
  `SELECT o.id, min(h.expires_at) AS until
     FROM occurrences o
     JOIN event_days d ON d.id = o.event_day_id
     JOIN occurrences near ON near.event_day_id = d.id
     JOIN holds h ON h.occurrence_id = near.id AND h.expires_at > clock_timestamp()
    WHERE o.id = ANY ($1::uuid[]) AND h.visitor_id <> $2 AND o.participants < o.capacity
      AND (near.id = o.id OR d.participants < d.capacity)
    GROUP BY o.id`,
  { id: uuid, until: instant },
)

/** When the first hold of other people expires, for occurrences that would have a free place without holds. */
export const heldUntil = (
  db: Db,
  { occurrences, visitor }: { occurrences: readonly string[]; visitor: string },
): Promise<{ id: string; until: Date }[]> => db.rows(HELD_UNTIL, [occurrences, visitor])

const SWEEP_HOLDS = statement(
  'sweep-holds',
  `DELETE FROM holds WHERE expires_at < clock_timestamp() - interval '1 hour'`,
)

/** Expired holds are ignored anyway; this only keeps the table small. */
export const sweepHolds = async (db: Db): Promise<void> => {
  await db.rows(SWEEP_HOLDS)
}
