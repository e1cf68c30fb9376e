import { bigint, bytes, instant, int, nullable } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

export type SecondFactor = {
  /** The encrypted secret; null: nothing is set up. */
  sealed: Buffer | null
  /** Shown, but not confirmed yet. */
  pending: Buffer | null
  setUpAt: Date | null
  lastStep: number
  salt: Buffer | null
}

const OF_USER = statement(
  'second-factor-of',
  `SELECT sealed, pending, set_up_at AS "setUpAt", last_step AS "lastStep", salt FROM second_factors
    WHERE user_id = $1 FOR UPDATE`,
  {
    sealed: nullable(bytes),
    pending: nullable(bytes),
    setUpAt: nullable(instant),
    lastStep: bigint,
    salt: nullable(bytes),
  },
)

/** The row stays locked, so that a code is used once. */
export const lockSecondFactor = async (db: Db, user: string): Promise<SecondFactor | null> => {
  const [row] = await db.rows(OF_USER, [user])
  return row ? { ...row, lastStep: Number(row.lastStep) } : null
}

const STATE = statement(
  'second-factor-state',
  `SELECT f.set_up_at AS "setUpAt",
          (SELECT count(*)::int FROM recovery_codes c WHERE c.user_id = f.user_id AND c.used_at IS NULL) AS left
     FROM second_factors f WHERE f.user_id = $1 AND f.sealed IS NOT NULL`,
  { setUpAt: nullable(instant), left: int },
)

export const secondFactorState = async (db: Db, user: string): Promise<{ setUpAt: Date | null; left: number } | null> =>
  (await db.rows(STATE, [user]))[0] ?? null

const KEEP_PENDING = statement(
  'keep-pending-second-factor',
  `INSERT INTO second_factors (user_id, pending) VALUES ($1, $2)
   ON CONFLICT (user_id) DO UPDATE SET pending = excluded.pending`,
)

export const keepPendingSecret = async (db: Db, user: string, sealed: Buffer): Promise<void> => {
  await db.rows(KEEP_PENDING, [user, sealed])
}

const CONFIRM = statement(
  'confirm-second-factor',
  'UPDATE second_factors SET sealed = pending, pending = NULL, set_up_at = $2, last_step = $3 WHERE user_id = $1',
)

export const confirmSecret = async (
  db: Db,
  { user, step, now }: { user: string; step: number; now: Date },
): Promise<void> => {
  await db.rows(CONFIRM, [user, now, step])
}

const USE_STEP = statement('use-second-factor-step', 'UPDATE second_factors SET last_step = $2 WHERE user_id = $1')

export const useStep = async (db: Db, user: string, step: number): Promise<void> => {
  await db.rows(USE_STEP, [user, step])
}

const SALT = statement('salt-recovery-codes', 'UPDATE second_factors SET salt = $2 WHERE user_id = $1')
const FORGET_CODES = statement('forget-recovery-codes', 'DELETE FROM recovery_codes WHERE user_id = $1')
const KEEP_CODES = statement(
  'keep-recovery-codes',
  'INSERT INTO recovery_codes (user_id, hash) SELECT $1, unnest($2::bytea[])',
)

export const keepRecoveryCodes = async (
  db: Db,
  { user, salt, hashes }: { user: string; salt: Buffer; hashes: readonly Buffer[] },
): Promise<void> => {
  await db.rows(FORGET_CODES, [user])
  await db.rows(SALT, [user, salt])
  await db.rows(KEEP_CODES, [user, hashes])
}

const USE_CODE = statement(
  'use-recovery-code',
  'UPDATE recovery_codes SET used_at = $3 WHERE user_id = $1 AND hash = $2 AND used_at IS NULL RETURNING user_id',
)

/** Whether the code was one of them, and not used before. */
export const useRecoveryCode = async (
  db: Db,
  { user, hash, now }: { user: string; hash: Buffer; now: Date },
): Promise<boolean> => (await db.rows(USE_CODE, [user, hash, now])).length > 0

const REMOVE = statement(
  'remove-second-factor',
  'DELETE FROM second_factors WHERE user_id = $1 RETURNING set_up_at AS "setUpAt"',
  { setUpAt: nullable(instant) },
)

/** Whether there was one that counted. */
export const removeSecondFactor = async (db: Db, user: string): Promise<boolean> =>
  (await db.rows(REMOVE, [user])).some(({ setUpAt }) => setUpAt !== null)
