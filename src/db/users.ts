import type { Db } from './sql'

/**
 * Every session of a user, or all but one, is over with the next request, and stays so: somebody who signs in
 * at this moment writes the sessions back that there were when they began. The account's row comes first:
 * whoever is writing it has written.
 */
export const endSessionsOf = async (db: Db, user: string, keep: string | null): Promise<void> => {
  await db.rows('SELECT 1 FROM users WHERE id = $1 FOR UPDATE', [user])
  await db.rows(
    `WITH gone AS (DELETE FROM users_sessions WHERE _parent_id = $1 AND id IS DISTINCT FROM $2 RETURNING id)
     INSERT INTO ended_sessions (session_id) SELECT id FROM gone ON CONFLICT DO NOTHING`,
    [user, keep],
  )
}

/** One session, after whoever had it signed out. */
export const endSession = async (db: Db, session: string): Promise<void> => {
  await db.rows('INSERT INTO ended_sessions (session_id) VALUES ($1) ON CONFLICT DO NOTHING', [session])
  await db.rows('DELETE FROM users_sessions WHERE id = $1', [session])
}

/** Long after every sign-in that could have known them. */
export const sweepEndedSessions = async (db: Db): Promise<void> => {
  await db.rows(`DELETE FROM ended_sessions WHERE ended_at < clock_timestamp() - interval '1 day'`)
}

/** Whether somebody can sign in here with a password. */
export const hasPassword = async (db: Db, email: string): Promise<boolean> =>
  (await db.rows('SELECT 1 FROM users WHERE email = $1 AND hash IS NOT NULL AND salt IS NOT NULL', [email])).length > 0

/** Whether nobody else could administer. The rows stay locked: two of two can't go at once. */
export const isLastAdministrator = async (db: Db, user: string): Promise<boolean> => {
  const rows = await db.rows<{ id: string }>(
    `SELECT id FROM users WHERE role = 'administrator' AND blocked IS NOT TRUE ORDER BY id FOR UPDATE`,
  )
  return rows.length === 1 && rows[0]?.id === user
}
