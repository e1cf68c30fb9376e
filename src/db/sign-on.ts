import type { Role } from '@/domain/access/caller'
import type { Found, Identity } from '@/domain/access/signOn'
import { newId } from './newId'
import { bool, bytes, instant, nullable, role, text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

type PendingSignIn = { stateHash: string; browserHash: string; sealed: Buffer; expiresAt: Date }

const KEEP_PENDING = statement(
  'keep-pending-sign-in',
  'INSERT INTO oidc_sign_ins (state_hash, browser_hash, sealed, expires_at) VALUES ($1, $2, $3, $4)',
)

export const keepPendingSignIn = async (
  db: Db,
  { stateHash, browserHash, sealed, expiresAt }: PendingSignIn,
): Promise<void> => {
  await db.rows(KEEP_PENDING, [stateHash, browserHash, sealed, expiresAt])
}

const TAKE_PENDING = statement(
  'take-pending-sign-in',
  `DELETE FROM oidc_sign_ins WHERE state_hash = $1
   RETURNING state_hash AS "stateHash", browser_hash AS "browserHash", sealed, expires_at AS "expiresAt"`,
  { stateHash: text, browserHash: text, sealed: bytes, expiresAt: instant },
)

/** Deletes and returns a pending sign-in, so that it can be used only once. */
export const takePendingSignIn = async (db: Db, stateHash: string): Promise<PendingSignIn | null> => {
  const [row] = await db.rows(TAKE_PENDING, [stateHash])
  return row ?? null
}

const ONE_SIGN_ON_AT_ATIME = statement(
  'one-sign-on-at-atime',
  `SELECT pg_advisory_xact_lock(hashtextextended('single sign-on', 0))`,
)

/**
 * Serializes all sign-ins, so that two windows of a new user don't create two accounts. It is held for milliseconds,
 * and sign-ins are rare.
 */
export const oneSignOnAtATime = async (db: Db): Promise<void> => {
  await db.rows(ONE_SIGN_ON_AT_ATIME)
}

const IDENTITY = statement(
  'oidc-identity',
  'SELECT user_id AS user FROM oidc_identities WHERE issuer = $1 AND subject = $2',
  { user: nullable(uuid) },
)

const ACCOUNTS = statement(
  'accounts-for-sign-on',
  'SELECT id, role, blocked IS TRUE AS blocked, email FROM users WHERE id = $1 OR email = $2 ORDER BY id FOR UPDATE',
  { id: uuid, role, blocked: bool, email: text },
)

/** Finds the accounts for a sign-in. They stay locked, so that nobody can block or delete them meanwhile. */
export const findAccounts = async (db: Db, { issuer, subject, email }: Identity): Promise<Found> => {
  const [identity] = await db.rows(IDENTITY, [issuer, subject])
  const accounts = await db.rows(ACCOUNTS, [identity?.user ?? null, email])
  const same = accounts.find((account) => account.email === email)
  const linked = same ? await linkOf(db, same.id) : null
  return {
    known: identity ? { account: accounts.find(({ id }) => id === identity.user) ?? null } : null,
    sameEmail: same ? { ...same, linked: linked !== null } : null,
  }
}

const LINK_OF = statement('link-of', 'SELECT linked_at AS "linkedAt" FROM oidc_identities WHERE user_id = $1', {
  linkedAt: instant,
})

/** Since when an account has been linked to a provider. */
export const linkOf = async (db: Db, user: string): Promise<{ linkedAt: Date } | null> => {
  const [row] = await db.rows(LINK_OF, [user])
  return row ?? null
}

const LINK = statement(
  'link',
  `INSERT INTO oidc_identities (issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4)
   ON CONFLICT (issuer, subject) DO UPDATE SET user_id = excluded.user_id, linked_at = excluded.linked_at`,
)

export const link = async (
  db: Db,
  { issuer, subject, user, now }: { issuer: string; subject: string; user: string; now: Date },
): Promise<void> => {
  await db.rows(LINK, [issuer, subject, user, now])
}

const UNLINK = statement('unlink', 'DELETE FROM oidc_identities WHERE user_id = $1 RETURNING subject')

export const unlink = async (db: Db, user: string): Promise<boolean> => (await db.rows(UNLINK, [user])).length > 0

const CREATE_ACCOUNT = statement(
  'create-account',
  'INSERT INTO users (id, name, email, role, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)',
)

/** Creates an account without a password, so that its owner can only sign in through the provider. */
export const createAccount = async (
  db: Db,
  { email, name, role, now }: { email: string; name: string; role: Role; now: Date },
): Promise<string> => {
  const id = newId(now)
  await db.rows(CREATE_ACCOUNT, [id, name, email, role, now])
  return id
}

const SET_ROLE = statement('set-role', 'UPDATE users SET role = $2, updated_at = $3 WHERE id = $1')

export const setRole = async (db: Db, { user, role, now }: { user: string; role: Role; now: Date }): Promise<void> => {
  await db.rows(SET_ROLE, [user, role, now])
}

const BEGIN_SESSION = statement(
  'begin-session',
  `INSERT INTO users_sessions (_order, _parent_id, id, created_at, expires_at)
   SELECT coalesce(max(_order), 0) + 1, $2, $1, $3::timestamptz, $3::timestamptz + $4 * interval '1 second'
     FROM users_sessions WHERE _parent_id = $2`,
)

/** Adds a session in the same form as the panel's own. */
export const beginSession = async (
  db: Db,
  { id, user, now, seconds }: { id: string; user: string; now: Date; seconds: number },
): Promise<void> => {
  await db.rows(BEGIN_SESSION, [id, user, now, seconds])
}

const KEEP_TOKEN = statement(
  'keep-token',
  'INSERT INTO oidc_sessions (session_id, user_id, sealed, begun_at) VALUES ($1, $2, $3, $4)',
)

export const keepToken = async (
  db: Db,
  { session, user, sealed, now }: { session: string; user: string; sealed: Buffer; now: Date },
): Promise<void> => {
  await db.rows(KEEP_TOKEN, [session, user, sealed, now])
}

const TAKE_TOKEN = statement('take-token', 'DELETE FROM oidc_sessions WHERE session_id = $1 RETURNING sealed', {
  sealed: bytes,
})

export const takeToken = async (db: Db, session: string): Promise<Buffer | null> =>
  (await db.rows(TAKE_TOKEN, [session]))[0]?.sealed ?? null

const BEGUN_AT = statement('begun-at', 'SELECT begun_at AS at FROM oidc_sessions WHERE session_id = $1', {
  at: instant,
})

/** When the provider last confirmed this session; null if the session did not come from a provider. */
export const begunAt = async (db: Db, session: string): Promise<Date | null> =>
  (await db.rows(BEGUN_AT, [session]))[0]?.at ?? null

const SWEEP_PENDING = statement('sweep-pending-sign-ins', 'DELETE FROM oidc_sign_ins WHERE expires_at < $1')

const SWEEP_TOKENS = statement(
  'sweep-oidc-tokens',
  `DELETE FROM oidc_sessions o
    WHERE NOT EXISTS (SELECT 1 FROM users_sessions s WHERE s.id = o.session_id AND s.expires_at > $1)`,
)

/** Deletes unfinished sign-ins and the tokens of ended sessions. */
export const sweepSignOns = async (db: Db, now: Date): Promise<void> => {
  await db.rows(SWEEP_PENDING, [now])
  await db.rows(SWEEP_TOKENS, [now])
}
