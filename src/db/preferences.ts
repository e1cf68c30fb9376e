import { bool, int } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const PREFERENCES_OF = statement(
  'preferences-of',
  `SELECT count(*)::int AS count, coalesce(bool_or(p.key = $2), false) AS known
     FROM payload_preferences p JOIN payload_preferences_rels r ON r.parent_id = p.id WHERE r.users_id = $1`,
  { count: int, known: bool },
)

/** How many values the panel keeps for this user, and whether this key is one of them. */
export const preferencesOf = async (db: Db, user: string, key: string): Promise<{ count: number; known: boolean }> =>
  (await db.rows(PREFERENCES_OF, [user, key]))[0] ?? { count: 0, known: false }
