import { costOf, roomOf, type Limit } from '@/domain/limits/bucket'
import { float, text } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

const LET_IN = statement(
  'let-in',
  `INSERT INTO rate_limits AS stored (key, empty_at) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')
   ON CONFLICT (key) DO UPDATE
     SET empty_at = greatest(stored.empty_at, clock_timestamp()) + $2 * interval '1 millisecond'
     WHERE greatest(stored.empty_at, clock_timestamp()) + $2 * interval '1 millisecond'
           <= clock_timestamp() + $3 * interval '1 millisecond'
   RETURNING key`,
)

const WAIT_OF = statement(
  'wait-of-limit',
  `SELECT greatest(1, extract(epoch FROM empty_at - clock_timestamp()) * 1000 + $2 - $3)::float8 AS wait
     FROM rate_limits WHERE key = $1`,
  { wait: float },
)

/**
 * Counts one request directly in the database, for rare requests that need an exact limit. Returns how many
 * milliseconds to wait; 0 if the request was allowed and counted.
 */
export const takeOne = async (db: Db, key: string, limit: Limit): Promise<number> => {
  const values = [key, costOf(limit), roomOf(limit)]
  const taken = await db.rows(LET_IN, values)
  if (taken.length > 0) return 0
  const [row] = await db.rows(WAIT_OF, values)
  return row?.wait ?? 1
}

const GIVE_BACK = statement(
  'give-back',
  `UPDATE rate_limits SET empty_at = empty_at - $2 * interval '1 millisecond' WHERE key = $1`,
)

/** Gives back a counted request that turned out not to be an attempt. */
export const giveBack = async (db: Db, key: string, limit: Limit): Promise<void> => {
  await db.rows(GIVE_BACK, [key, costOf(limit)])
}

const FORGET = statement('forget-limit', 'DELETE FROM rate_limits WHERE key = $1')

export const forget = async (db: Db, key: string): Promise<void> => {
  await db.rows(FORGET, [key])
}

const REMEMBER = statement(
  'remember-limit',
  `INSERT INTO rate_limits (key, empty_at) VALUES ($1, clock_timestamp() + $2 * interval '1 day')
   ON CONFLICT (key) DO UPDATE SET empty_at = excluded.empty_at`,
)

export const remember = async (db: Db, key: string, days: number): Promise<void> => {
  await db.rows(REMEMBER, [key, days])
}

const IS_REMEMBERED = statement(
  'is-remembered-limit',
  'SELECT 1 FROM rate_limits WHERE key = $1 AND empty_at > clock_timestamp()',
)

export const isRemembered = async (db: Db, key: string): Promise<boolean> =>
  (await db.rows(IS_REMEMBERED, [key])).length > 0

export type Debt = { key: string; milliseconds: number }

const MOST_AHEAD = '1 hour'

const ADD_DEBTS = prepared(
  'add-debts',
  `INSERT INTO rate_limits AS stored (key, empty_at)
     SELECT key, clock_timestamp() + added * interval '1 millisecond'
       FROM unnest($1::text[], $2::float8[]) AS owed (key, added) ORDER BY key
   ON CONFLICT (key) DO UPDATE SET empty_at = least(
     greatest(stored.empty_at, clock_timestamp()) + (excluded.empty_at - clock_timestamp()),
     clock_timestamp() + interval '${MOST_AHEAD}')
   RETURNING key, greatest(0, extract(epoch FROM empty_at - clock_timestamp()) * 1000)::float8 AS milliseconds`,
  { key: text, milliseconds: float },
)

/**
 * Adds what a process has allowed since its last report, for all keys in one statement. Keys are sorted so that two
 * processes can't deadlock. Returns the total debt of all processes.
 */
export const addDebts = (db: Db, debts: readonly Debt[]): Promise<Debt[]> =>
  db.rows(ADD_DEBTS, [debts.map(({ key }) => key), debts.map(({ milliseconds }) => milliseconds)])

const SWEEP_LIMITS = statement(
  'sweep-limits',
  `DELETE FROM rate_limits
    WHERE key IN (SELECT key FROM rate_limits
          WHERE empty_at < clock_timestamp() - interval '1 minute' FOR UPDATE SKIP LOCKED)`,
)

/**
 * Deletes empty buckets, which mean the same as missing ones. Skips locked rows, so that it never waits for locks in
 * another order.
 */
export const sweepLimits = async (db: Db): Promise<void> => {
  await db.rows(SWEEP_LIMITS)
}
