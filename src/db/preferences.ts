import type { Db } from './sql'
import { statement } from './statement'

const DROP_OLD = statement(
  'drop-old-preferences',
  `DELETE FROM payload_preferences WHERE id IN (
     SELECT p.id FROM payload_preferences p JOIN payload_preferences_rels r ON r.parent_id = p.id
      WHERE r.users_id = $1 AND p.key <> $2 ORDER BY p.updated_at DESC, p.id OFFSET $3)`,
)

/** Leaves room for the value under this key among so many that the panel keeps for this user. */
export const dropOldPreferences = async (
  db: Db,
  { user, key, most }: { user: string; key: string; most: number },
): Promise<void> => {
  await db.rows(DROP_OLD, [user, key, most - 1])
}
