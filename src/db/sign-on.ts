import type { Role } from '@/domain/access/caller'
import type { Account, Found, Identity } from '@/domain/access/signOn'
import { newId } from './newId'
import type { Db } from './sql'

type Begun = { stateHash: string; browserHash: string; sealed: Buffer; expiresAt: Date }

export const keepBegun = async (db: Db, { stateHash, browserHash, sealed, expiresAt }: Begun): Promise<void> => {
  await db.rows('INSERT INTO oidc_sign_ins (state_hash, browser_hash, sealed, expires_at) VALUES ($1, $2, $3, $4)', [
    stateHash,
    browserHash,
    sealed,
    expiresAt,
  ])
}

/** Taken out by whoever comes first, and only once. */
export const takeBegun = async (db: Db, stateHash: string): Promise<Begun | null> => {
  const [row] = await db.rows<Begun>(
    'DELETE FROM oidc_sign_ins WHERE state_hash = $1 RETURNING state_hash AS "stateHash", browser_hash AS "browserHash", sealed, expires_at AS "expiresAt"',
    [stateHash],
  )
  return row ?? null
}

/** One at a time, everywhere: two windows of somebody new are one account. Milliseconds, and rare. */
export const oneSignOnAtATime = async (db: Db): Promise<void> => {
  await db.rows(`SELECT pg_advisory_xact_lock(hashtextextended('single sign-on', 0))`)
}

/** What is known of whoever signs in. The accounts stay locked: nobody blocks or deletes them meanwhile. */
export const findAccounts = async (db: Db, { issuer, subject, email }: Identity): Promise<Found> => {
  const [known] = await db.rows<{ user: string | null }>(
    'SELECT user_id AS user FROM oidc_identities WHERE issuer = $1 AND subject = $2',
    [issuer, subject],
  )
  const accounts = await db.rows<Account & { email: string }>(
    'SELECT id, role, blocked IS TRUE AS blocked, email FROM users WHERE id = $1 OR email = $2 ORDER BY id FOR UPDATE',
    [known?.user ?? null, email],
  )
  const same = accounts.find((account) => account.email === email)
  const linked = same ? await linkOf(db, same.id) : null
  return {
    known: known ? { account: accounts.find(({ id }) => id === known.user) ?? null } : null,
    sameEmail: same ? { ...same, linked: linked !== null } : null,
  }
}

/** Since when an account belongs to somebody at a provider. */
export const linkOf = async (db: Db, user: string): Promise<{ linkedAt: Date } | null> => {
  const [row] = await db.rows<{ linkedAt: Date }>(
    'SELECT linked_at AS "linkedAt" FROM oidc_identities WHERE user_id = $1',
    [user],
  )
  return row ?? null
}

export const link = async (
  db: Db,
  { issuer, subject, user, now }: { issuer: string; subject: string; user: string; now: Date },
): Promise<void> => {
  await db.rows(
    `INSERT INTO oidc_identities (issuer, subject, user_id, linked_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (issuer, subject) DO UPDATE SET user_id = excluded.user_id, linked_at = excluded.linked_at`,
    [issuer, subject, user, now],
  )
}

export const unlink = async (db: Db, user: string): Promise<boolean> =>
  (await db.rows('DELETE FROM oidc_identities WHERE user_id = $1 RETURNING subject', [user])).length > 0

/** An account without a password: only the provider lets its owner in. */
export const createAccount = async (
  db: Db,
  { email, name, role, now }: { email: string; name: string; role: Role; now: Date },
): Promise<string> => {
  const id = newId(now)
  await db.rows('INSERT INTO users (id, name, email, role, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)', [
    id,
    name,
    email,
    role,
    now,
  ])
  return id
}

export const setRole = async (db: Db, { user, role, now }: { user: string; role: Role; now: Date }): Promise<void> => {
  await db.rows('UPDATE users SET role = $2, updated_at = $3 WHERE id = $1', [user, role, now])
}

/** A session as the panel's own, beside those there are. */
export const beginSession = async (
  db: Db,
  { id, user, now, seconds }: { id: string; user: string; now: Date; seconds: number },
): Promise<void> => {
  await db.rows(
    `INSERT INTO users_sessions (_order, _parent_id, id, created_at, expires_at)
     SELECT coalesce(max(_order), 0) + 1, $2, $1, $3::timestamptz, $3::timestamptz + $4 * interval '1 second' FROM users_sessions WHERE _parent_id = $2`,
    [id, user, now, seconds],
  )
}

export const keepToken = async (
  db: Db,
  { session, user, sealed, now }: { session: string; user: string; sealed: Buffer; now: Date },
): Promise<void> => {
  await db.rows('INSERT INTO oidc_sessions (session_id, user_id, sealed, begun_at) VALUES ($1, $2, $3, $4)', [
    session,
    user,
    sealed,
    now,
  ])
}

export const takeToken = async (db: Db, session: string): Promise<Buffer | null> =>
  (await db.rows<{ sealed: Buffer }>('DELETE FROM oidc_sessions WHERE session_id = $1 RETURNING sealed', [session]))[0]
    ?.sealed ?? null

/** When the provider last said that this session may be; null for a session it has nothing to do with. */
export const begunAt = async (db: Db, session: string): Promise<Date | null> =>
  (await db.rows<{ at: Date }>('SELECT begun_at AS at FROM oidc_sessions WHERE session_id = $1', [session]))[0]?.at ??
  null

/** Sign-ins nobody finished, and tokens of sessions that have ended. */
export const sweepSignOns = async (db: Db, now: Date): Promise<void> => {
  await db.rows('DELETE FROM oidc_sign_ins WHERE expires_at < $1', [now])
  await db.rows(
    'DELETE FROM oidc_sessions o WHERE NOT EXISTS (SELECT 1 FROM users_sessions s WHERE s.id = o.session_id AND s.expires_at > $1)',
    [now],
  )
}
