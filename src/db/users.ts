import type { Db } from './sql'

/** Every session of a user, or all but one, is over with the next request. */
export const endSessionsOf = async (db: Db, user: string, keep: string | null): Promise<void> => {
  await db.rows('DELETE FROM users_sessions WHERE _parent_id = $1 AND id IS DISTINCT FROM $2', [user, keep])
}

/** Whether somebody can sign in here with a password. */
export const hasPassword = async (db: Db, email: string): Promise<boolean> =>
  (await db.rows('SELECT 1 FROM users WHERE email = $1 AND hash IS NOT NULL AND salt IS NOT NULL', [email])).length > 0

/** Whether nobody else could administer. The rows stay locked: two of two can't go at once. */
export const isLastAdministrator = async (db: Db, user: string): Promise<boolean> => {
  const rows = await db.rows<{ id: string }>(`SELECT id FROM users WHERE role = 'administrator' AND blocked IS NOT TRUE ORDER BY id FOR UPDATE`)
  return rows.length === 1 && rows[0]?.id === user
}
