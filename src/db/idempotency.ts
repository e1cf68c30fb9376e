import { currentRequestId, currentTrace } from '@/config/trace'
import type { Refusal } from '@/domain/errors'
import type { Statement } from './batch'
import type { Db } from './sql'

export type KeyOf = { caller: string; route: string; key: string; bodyHash: string }
export type StoredAnswer = { status: number; body?: unknown; refusals?: Pick<Refusal, 'code' | 'data'>[] }

export const KEPT_DAYS = 7

/** What became of a claim: `mine` (go on), another body under this key, or the first answer. */
export type Claim = 'mine' | 'reused' | StoredAnswer

/**
 * Claims a key for this request. Two requests with one key at the same moment: the second waits here for
 * the first to commit. Gives a row if and only if the key is ours now.
 */
export const claimOf = ({ caller, route, key, bodyHash }: KeyOf): Statement => ({
  text: `INSERT INTO idempotency_keys (caller, route, key, body_hash, request_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (caller, route, key) DO UPDATE
       SET body_hash = EXCLUDED.body_hash, request_id = EXCLUDED.request_id, status = NULL, answer = NULL, created_at = clock_timestamp()
       WHERE idempotency_keys.created_at < clock_timestamp() - interval '${KEPT_DAYS} days' OR idempotency_keys.status IS NULL
     RETURNING key`,
  values: [caller, route, key, bodyHash, currentRequestId()],
  name: 'claim-key',
})

/** What the rows of a claim mean. */
export const claimed = async (
  db: Db,
  { caller, route, key, bodyHash }: KeyOf,
  rows: readonly unknown[],
): Promise<Claim> => {
  if (rows.length > 0) return 'mine'
  const [known] = await db.rows<{ body_hash: string; answer: StoredAnswer; request_id: string | null }>(
    'SELECT body_hash, answer, request_id FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3',
    [caller, route, key],
    'known-key',
  )
  if (!known || known.body_hash !== bodyHash) return 'reused'
  const trace = currentTrace()
  if (trace && known.request_id !== null) trace.replayOf = known.request_id
  return known.answer
}

export const claimKey = async (db: Db, key: KeyOf): Promise<Claim> => {
  const [rows = []] = await db.together([claimOf(key)])
  return claimed(db, key, rows)
}

export const storeAnswer = async (db: Db, { caller, route, key }: KeyOf, answer: StoredAnswer): Promise<void> => {
  await db.rows(
    'UPDATE idempotency_keys SET status = $4, answer = $5 WHERE caller = $1 AND route = $2 AND key = $3',
    [caller, route, key, answer.status, JSON.stringify(answer)],
    'store-answer',
  )
}

/** Keys after their time are taken over by whoever sends them next; this only keeps the table small. */
export const sweepKeys = async (db: Db): Promise<void> => {
  await db.rows(`DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - interval '${KEPT_DAYS} days'`)
}
