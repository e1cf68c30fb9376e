import type { Role } from '@/domain/access/caller'
import { nullable, role, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const LOCK_USER = statement('lock-user', 'SELECT 1 FROM users WHERE id = $1 FOR UPDATE')

/** Whether the user exists. The account can't change until the transaction ends. */
export const lockUser = async (db: Db, user: string): Promise<boolean> => (await db.rows(LOCK_USER, [user])).length > 0

const USER_EXISTS = statement('user-exists', 'SELECT 1 FROM users WHERE id = $1')

export const userExists = async (db: Db, user: string): Promise<boolean> =>
  (await db.rows(USER_EXISTS, [user])).length > 0

const END_SESSIONS = statement(
  'end-sessions',
  `WITH gone AS (DELETE FROM users_sessions WHERE _parent_id = $1 AND id IS DISTINCT FROM $2 RETURNING id)
   INSERT INTO ended_sessions (session_id) SELECT id FROM gone ON CONFLICT DO NOTHING`,
)

/**
 * Ends all sessions of a user, except `keep`, with their next request. They stay ended: a sign-in that runs at the same
 * time would write back the sessions it has read. The account's row is locked first, so that such a sign-in has
 * finished.
 */
export const endSessionsOf = async (db: Db, user: string, keep: string | null): Promise<void> => {
  await lockUser(db, user)
  await db.rows(END_SESSIONS, [user, keep])
}

const REMEMBER_ENDED = statement(
  'remember-ended-session',
  'INSERT INTO ended_sessions (session_id) VALUES ($1) ON CONFLICT DO NOTHING',
)

const DELETE_SESSION = statement('delete-session', 'DELETE FROM users_sessions WHERE id = $1')

/** Ends one session when its owner signs out. */
export const endSession = async (db: Db, session: string): Promise<void> => {
  await db.rows(REMEMBER_ENDED, [session])
  await db.rows(DELETE_SESSION, [session])
}

const SWEEP_ENDED_SESSIONS = statement(
  'sweep-ended-sessions',
  `DELETE FROM ended_sessions WHERE ended_at < clock_timestamp() - interval '1 day'`,
)

/** Deletes the record of ended sessions long after any sign-in could write them back. */
export const sweepEndedSessions = async (db: Db): Promise<void> => {
  await db.rows(SWEEP_ENDED_SESSIONS)
}

const HAS_PASSWORD = statement(
  'has-password',
  'SELECT 1 FROM users WHERE email = $1 AND hash IS NOT NULL AND salt IS NOT NULL',
)

/** Whether an account with this address has a password. */
export const hasPassword = async (db: Db, email: string): Promise<boolean> =>
  (await db.rows(HAS_PASSWORD, [email])).length > 0

const IS_LAST_ADMINISTRATOR = statement(
  'is-last-administrator',
  `SELECT id FROM users WHERE role = 'administrator' AND blocked IS NOT TRUE ORDER BY id FOR UPDATE`,
  { id: uuid },
)

/** Whether this is the only administrator. The rows stay locked, so that the last two can't be removed at once. */
export const isLastAdministrator = async (db: Db, user: string): Promise<boolean> => {
  const rows = await db.rows(IS_LAST_ADMINISTRATOR)
  return rows.length === 1 && rows[0]?.id === user
}

const USER_OF_EMAIL = statement('user-of-email', 'SELECT id FROM users WHERE email = $1', { id: uuid })

export const userOfEmail = async (db: Db, email: string): Promise<string | null> =>
  (await db.rows(USER_OF_EMAIL, [email]))[0]?.id ?? null

const ACCOUNT = { email: text, name: text, hash: nullable(text), salt: nullable(text) }
export type Account = { email: string; name: string; hash: string | null; salt: string | null }

const ACCOUNT_OF = statement('account-of', 'SELECT email, name, hash, salt FROM users WHERE id = $1', ACCOUNT)

export const accountOf = async (db: Db, user: string): Promise<Account | null> =>
  (await db.rows(ACCOUNT_OF, [user]))[0] ?? null

const ACCOUNT_OF_RESET = statement(
  'account-of-reset',
  'SELECT id, email, name, role FROM users WHERE reset_password_token = $1',
  { id: uuid, email: text, name: text, role },
)

/** Whose link to a new password this is. `hash`: of the link's token. */
export const accountOfReset = async (
  db: Db,
  hash: string,
): Promise<{ id: string; email: string; name: string; role: Role } | null> =>
  (await db.rows(ACCOUNT_OF_RESET, [hash]))[0] ?? null
