import { z } from 'zod'
import { currentRequestId, currentTrace } from '@/config/trace'
import type { Refusal } from '@/domain/errors'
import { json, nullable, present, text } from './rows'
import type { Db } from './sql'
import { prepared, statement, type Call } from './statement'

export type KeyOf = {
  caller: string
  route: string
  key: string
  bodyHash: string
  /** The hash as the previous version computed it, for answers saved by that version. */
  bodyHashBefore: string
}
export type StoredAnswer = { status: number; body?: unknown; refusals?: Pick<Refusal, 'code' | 'data'>[] }

export const KEPT_DAYS = 7

/** An operation may answer any body. */
const isStoredAnswer = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && typeof (answer as StoredAnswer).status === 'number'

/** The result of a claim: `claimed` (go on), `reused` (the key was used with another body), or the first answer. */
export type Claim = 'claimed' | 'reused' | StoredAnswer

const CLAIM = prepared(
  'claim-key',
  `INSERT INTO idempotency_keys (caller, route, key, body_hash, request_id) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (caller, route, key) DO UPDATE
       SET body_hash = EXCLUDED.body_hash, request_id = EXCLUDED.request_id, status = NULL, answer = NULL,
           created_at = clock_timestamp()
       WHERE idempotency_keys.created_at < clock_timestamp() - interval '${KEPT_DAYS} days'
          OR idempotency_keys.status IS NULL
     RETURNING key`,
  { key: text },
)

const ANSWER_OF_KEY = prepared(
  'answer-of-key',
  'SELECT body_hash, answer, request_id FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3',
  { body_hash: text, answer: present(json(z.custom<StoredAnswer>(isStoredAnswer))), request_id: nullable(text) },
)

const STORE = prepared(
  'store-answer',
  'UPDATE idempotency_keys SET status = $4, answer = $5 WHERE caller = $1 AND route = $2 AND key = $3',
)

const SWEEP = statement(
  'sweep-keys',
  `DELETE FROM idempotency_keys WHERE created_at < clock_timestamp() - interval '${KEPT_DAYS} days'`,
)

/**
 * Claims a key for this request. If two requests use one key at the same moment, the second waits here for the first to
 * commit. Returns a row only if the key was claimed.
 */
export const claimOf = ({ caller, route, key, bodyHash }: KeyOf): Call => ({
  statement: CLAIM,
  values: [caller, route, key, bodyHash, currentRequestId()],
})

/** Interprets the rows of a claim. */
export const claimed = async (
  db: Db,
  { caller, route, key, bodyHash, bodyHashBefore }: KeyOf,
  rows: readonly unknown[],
): Promise<Claim> => {
  if (rows.length > 0) return 'claimed'
  const [first] = await db.rows(ANSWER_OF_KEY, [caller, route, key])
  if (!first || ![bodyHash, bodyHashBefore].includes(first.body_hash)) return 'reused'
  const trace = currentTrace()
  if (trace && first.request_id !== null) trace.replayOf = first.request_id
  return first.answer
}

export const claimKey = async (db: Db, key: KeyOf): Promise<Claim> => {
  const [rows] = await db.together([claimOf(key)])
  return claimed(db, key, rows)
}

export const storeOf = ({ caller, route, key }: KeyOf, answer: StoredAnswer): Call => ({
  statement: STORE,
  values: [caller, route, key, answer.status, JSON.stringify(answer)],
})

export const storeAnswer = async (db: Db, key: KeyOf, answer: StoredAnswer): Promise<void> => {
  await db.together([storeOf(key, answer)])
}

/** The first answer to a key, whatever the request was. */
export const answerOf = async (db: Db, { caller, route, key }: KeyOf): Promise<StoredAnswer | null> => {
  const [first] = await db.rows(ANSWER_OF_KEY, [caller, route, key])
  return first?.answer ?? null
}

/** An expired key can be claimed again anyway; this only keeps the table small. */
export const sweepKeys = async (db: Db): Promise<void> => {
  await db.rows(SWEEP)
}
