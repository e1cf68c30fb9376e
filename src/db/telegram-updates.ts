import { z } from 'zod'
import { currentRequestId } from '@/config/trace'
import { bigint, bool, instant, int, json, nullable, oneOf, present, text } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'
import { storableText } from './storable'

export type StoredUpdate = {
  /** Our own number, because Telegram's numbering restarts after a quiet week. */
  seq: number
  chatId: number
  userId: number | null
  body: unknown
  attempts: number
  /** The request that received the update. Everything done for the update has this id, too. */
  requestId: string | null
}

export type NewUpdate = Pick<StoredUpdate, 'chatId' | 'userId' | 'body'> & {
  /** Telegram's number. */
  updateId: number
  /** A hash of the content. */
  digest: string
  /** `done`: the update needs no handling. */
  status: 'pending' | 'done' | 'failed'
  /** The reason if the update is rejected without being tried. */
  error?: string
}

/** For this many days, the same content with the same number counts as the same update. */
const DAYS_KNOWN = 7

const WEEK = `interval '${DAYS_KNOWN} days'`
const NEAR = `BETWEEN $2::timestamptz - ${WEEK} AND $2::timestamptz + ${WEEK}`

const INSERT_UPDATES = prepared(
  'insert-updates',
  `WITH given AS (
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS u(
       place int, update_id bigint, chat_id bigint, user_id bigint, body jsonb, digest text, status text, error text)),
   forgotten AS (
     UPDATE telegram_updates t SET digest = NULL FROM given
      WHERE t.update_id = given.update_id AND t.digest = given.digest AND NOT t.received_at ${NEAR}
     RETURNING t.seq),
   stored AS (
     INSERT INTO telegram_updates (update_id, chat_id, user_id, body, digest, received_at, request_id, status,
                                   last_error, handled_at)
     SELECT u.update_id, u.chat_id, u.user_id, u.body, u.digest, $2, $3,
            u.status, u.error, CASE WHEN u.status <> 'pending' THEN $2::timestamptz END
       FROM given u
      WHERE (SELECT count(*) FROM forgotten) >= 0 AND NOT EXISTS (
            SELECT 1 FROM telegram_updates k
             WHERE k.update_id = u.update_id AND k.digest IS NULL AND k.received_at ${NEAR})
      ORDER BY u.place
     ON CONFLICT DO NOTHING RETURNING seq),
   woken AS (SELECT pg_notify('pristan_changes', '{"topic":"telegramUpdates","id":null}')
         WHERE EXISTS (SELECT 1 FROM stored))
   SELECT stored.seq FROM stored LEFT JOIN woken ON true ORDER BY 1`,
  { seq: bigint },
)

/**
 * Stores each update once; the commit wakes its handlers. Returns our numbers of the new ones. Updates stored by
 * versions without a digest are recognized by Telegram's number alone.
 */
export const insertUpdates = async (db: Db, updates: readonly NewUpdate[], now: Date): Promise<number[]> => {
  if (updates.length === 0) return []
  const rows = await db.rows(INSERT_UPDATES, [
    JSON.stringify(
      updates.map(({ updateId, chatId, userId, body, digest, status, error }, place) => ({
        place,
        update_id: updateId,
        chat_id: chatId,
        user_id: userId,
        body,
        digest,
        status,
        error,
      })),
    ),
    now.toISOString(),
    currentRequestId(),
  ])
  return rows.map(({ seq }) => Number(seq))
}

/** SQLSTATE classes caused by the value itself, so that a retry would fail again. */
const OF_THE_VALUE = /^(?:0A|21|22|23|42|54|P0)/

export const concernsValue = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && OF_THE_VALUE.test(String(error.code))

const DUE_UPDATES = prepared(
  'due-updates',
  `SELECT seq, chat_id, user_id, body, attempts, request_id FROM (
     SELECT DISTINCT ON (chat_id) seq, chat_id, user_id, body, attempts, request_id, not_before
       FROM telegram_updates WHERE status = 'pending' AND chat_id <> ALL ($2::bigint[])
      ORDER BY chat_id, seq) oldest
    WHERE not_before IS NULL OR not_before <= $1 OR not_before > $1::timestamptz + interval '20 hours'
    ORDER BY seq LIMIT $3`,
  {
    seq: bigint,
    chat_id: bigint,
    user_id: nullable(bigint),
    body: nullable(json(z.unknown())),
    attempts: int,
    request_id: nullable(text),
  },
)

/**
 * The oldest unhandled update of each chat that is not busy. If that one is not due yet, later updates of the same chat
 * wait, too.
 */
export const dueUpdates = async (
  db: Db,
  { now, busy, most }: { now: Date; busy: readonly number[]; most: number },
): Promise<StoredUpdate[]> => {
  const rows = await db.rows(DUE_UPDATES, [now.toISOString(), busy, most])
  return rows.map((row) => ({
    seq: Number(row.seq),
    chatId: Number(row.chat_id),
    userId: row.user_id === null ? null : Number(row.user_id),
    body: row.body,
    attempts: row.attempts,
    requestId: row.request_id,
  }))
}

const IS_UPDATE_FOLLOWED = prepared(
  'is-update-followed',
  `SELECT 1 FROM telegram_updates WHERE status = 'pending' AND chat_id = $1 AND seq > $2 AND user_id = $1
      AND (body ? 'message' OR body ? 'callback_query') LIMIT 1`,
)

/** Whether the same person has written or tapped again in their private chat. */
export const isUpdateFollowed = async (db: Db, { chatId, seq }: { chatId: number; seq: number }): Promise<boolean> =>
  (await db.rows(IS_UPDATE_FOLLOWED, [chatId, seq])).length > 0

const SETTLE_UPDATE = prepared(
  'settle-update',
  `UPDATE telegram_updates
      SET status = $2, last_error = $3, handled_at = $4, body = CASE WHEN $2 = 'failed' THEN body END,
          attempts = attempts + 1 WHERE seq = $1 AND status = 'pending'`,
)

/**
 * Ends an update. The body is deleted, because nobody needs the content any more. A failed update keeps its body so
 * that it can be tried again.
 */
export const settleUpdate = async (
  db: Db,
  { seq, status, error, now }: { seq: number; status: 'done' | 'failed'; error: string | null; now: Date },
): Promise<void> => {
  await db.rows(SETTLE_UPDATE, [seq, status, error === null ? null : storableText(error), now.toISOString()])
}

const POSTPONE_UPDATE = prepared(
  'postpone-update',
  'UPDATE telegram_updates SET attempts = attempts + $4::int, not_before = $2, last_error = $3 WHERE seq = $1',
)

export const postponeUpdate = async (
  db: Db,
  { seq, notBefore, error, counts }: { seq: number; notBefore: Date; error: string; counts: boolean },
): Promise<void> => {
  await db.rows(POSTPONE_UPDATE, [seq, notBefore.toISOString(), storableText(error), counts ? 1 : 0])
}

/** The kind of an update that failed, without its content. */
export type FailedUpdate = {
  id: number
  kind: 'tap' | 'text' | 'photo' | 'other'
  volunteer: { id: string; name: string } | null
  receivedAt: Date
  failedAt: Date
  error: string | null
  retryable: boolean
}

const FAILED_UPDATES = prepared(
  'failed-updates',
  `SELECT count(*) OVER ()::int AS total, u.seq AS id, v.id::text AS "volunteerId", v.name AS "volunteerName",
          u.received_at AS "receivedAt", u.handled_at AS "failedAt",
          u.last_error AS error, u.body IS NOT NULL AS retryable,
          CASE WHEN u.body ? 'callback_query' THEN 'tap' WHEN u.body->'message' ? 'text' THEN 'text'
               WHEN u.body->'message' ? 'photo' THEN 'photo' ELSE 'other' END AS kind
     FROM telegram_updates u LEFT JOIN volunteers v ON v.telegram_id = u.user_id::text
    WHERE u.status = 'failed' ORDER BY u.handled_at DESC, u.seq DESC LIMIT $1`,
  {
    kind: oneOf('photo', 'tap', 'text', 'other'),
    error: nullable(text),
    receivedAt: instant,
    failedAt: present(instant),
    retryable: bool,
    id: bigint,
    volunteerId: nullable(text),
    volunteerName: nullable(text),
    total: int,
  },
)

/** Failed updates, the latest first, and their total number. */
export const failedUpdates = async (db: Db, most: number): Promise<{ updates: FailedUpdate[]; total: number }> => {
  const rows = await db.rows(FAILED_UPDATES, [most])
  return {
    updates: rows.map(({ id, volunteerId, volunteerName, total: _, ...row }) => ({
      id: Number(id),
      volunteer: volunteerId === null ? null : { id: volunteerId, name: volunteerName ?? '' },
      ...row,
    })),
    total: rows[0]?.total ?? 0,
  }
}

const FAILED_UPDATE_FOR_UPDATE = prepared(
  'failed-update-for-update',
  'SELECT status, body IS NOT NULL AS retryable FROM telegram_updates WHERE seq = $1 FOR UPDATE',
  { status: text, retryable: bool },
)

export const failedUpdateForUpdate = async (
  db: Db,
  seq: number,
): Promise<{ status: string; retryable: boolean } | null> => (await db.rows(FAILED_UPDATE_FOR_UPDATE, [seq]))[0] ?? null

const TRY_UPDATES_AGAIN = prepared(
  'try-updates-again',
  `WITH again AS (
     UPDATE telegram_updates SET status = 'pending', attempts = 0, not_before = NULL, handled_at = NULL
      WHERE status = 'failed' AND body IS NOT NULL AND ($1::bigint IS NULL OR seq = $1) RETURNING seq),
   woken AS (SELECT pg_notify('pristan_changes', '{"topic":"telegramUpdates","id":null}')
         WHERE EXISTS (SELECT 1 FROM again))
   SELECT again.seq AS id FROM again LEFT JOIN woken ON true ORDER BY 1`,
  { id: bigint },
)

/**
 * Schedules a failed update again, or with null all that still have a body. The commit wakes the handlers. Returns our
 * numbers of them.
 */
export const tryUpdatesAgain = async (db: Db, seq: number | null): Promise<number[]> => {
  const rows = await db.rows(TRY_UPDATES_AGAIN, [seq])
  return rows.map(({ id }) => Number(id))
}

const DAYS_KEPT = 30
/** The content of a failed update is kept this long. After that, a retry would come too late. */
const DAYS_RETRYABLE = 3

const SWEEP_HANDLED = statement(
  'sweep-handled-updates',
  `DELETE FROM telegram_updates
    WHERE status <> 'pending' AND handled_at < $1::timestamptz - make_interval(days => $2)`,
)

const EMPTY_FAILED = statement(
  'empty-failed-updates',
  `UPDATE telegram_updates SET body = NULL WHERE status = 'failed' AND body IS NOT NULL
      AND handled_at < $1::timestamptz - make_interval(days => $2)`,
)

export const sweepUpdates = async (db: Db, now: Date): Promise<void> => {
  await db.rows(SWEEP_HANDLED, [now.toISOString(), DAYS_KEPT])
  await db.rows(EMPTY_FAILED, [now.toISOString(), DAYS_RETRYABLE])
}
