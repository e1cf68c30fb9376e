import { currentRequestId } from '@/config/trace'
import type { Db } from './sql'

export type StoredUpdate = { updateId: number; chatId: number; userId: number | null; body: unknown; attempts: number; /** What brought it in; its whole handling is known by it. */ requestId: string | null }

/** Each update once, under Telegram's number; whoever handles them is woken by the commit. Answers how many were news. */
export const insertUpdates = async (db: Db, updates: readonly Omit<StoredUpdate, 'attempts' | 'requestId'>[], now: Date): Promise<number> => {
  if (updates.length === 0) return 0
  const rows = await db.rows(
    `WITH stored AS (
       INSERT INTO telegram_updates (update_id, chat_id, user_id, body, received_at, request_id)
       SELECT u.update_id, u.chat_id, u.user_id, u.body, $2, $3 FROM jsonb_to_recordset($1::jsonb) AS u(update_id bigint, chat_id bigint, user_id bigint, body jsonb)
       ON CONFLICT (update_id) DO NOTHING RETURNING update_id),
     woken AS (SELECT pg_notify('pristan_changes', '{"topic":"telegramUpdates","id":null}') WHERE EXISTS (SELECT 1 FROM stored))
     SELECT stored.update_id FROM stored LEFT JOIN woken ON true`,
    [JSON.stringify(updates.map(({ updateId, chatId, userId, body }) => ({ update_id: updateId, chat_id: chatId, user_id: userId, body }))), now.toISOString(), currentRequestId()],
    'insert-updates',
  )
  return rows.length
}

/** The oldest unhandled update of each chat that is not busy, where its time has come: it holds the younger ones of its chat. */
export const dueUpdates = async (db: Db, { now, busy, most }: { now: Date; busy: readonly number[]; most: number }): Promise<StoredUpdate[]> => {
  const rows = await db.rows<{ update_id: string; chat_id: string; user_id: string | null; body: unknown; attempts: number; request_id: string | null }>(
    `SELECT * FROM (
       SELECT DISTINCT ON (chat_id) update_id, chat_id, user_id, body, attempts, request_id, not_before
         FROM telegram_updates WHERE status = 'pending' AND chat_id <> ALL ($2::bigint[]) ORDER BY chat_id, update_id) oldest
      WHERE not_before IS NULL OR not_before <= $1 ORDER BY update_id LIMIT $3`,
    [now.toISOString(), busy, most],
    'due-updates',
  )
  return rows.map((row) => ({ updateId: Number(row.update_id), chatId: Number(row.chat_id), userId: row.user_id === null ? null : Number(row.user_id), body: row.body, attempts: row.attempts, requestId: row.request_id }))
}

/** What was said is nobody's business any more once it is handled: the body goes. */
export const settleUpdate = async (db: Db, { updateId, status, error, now }: { updateId: number; status: 'done' | 'failed'; error: string | null; now: Date }): Promise<void> => {
  await db.rows(
    `UPDATE telegram_updates SET status = $2, last_error = $3, handled_at = $4, body = NULL, attempts = attempts + 1 WHERE update_id = $1 AND status = 'pending'`,
    [updateId, status, error, now.toISOString()],
    'settle-update',
  )
}

export const postponeUpdate = async (db: Db, { updateId, notBefore, error, counts }: { updateId: number; notBefore: Date; error: string; counts: boolean }): Promise<void> => {
  await db.rows('UPDATE telegram_updates SET attempts = attempts + $4::int, not_before = $2, last_error = $3 WHERE update_id = $1', [updateId, notBefore.toISOString(), error, counts ? 1 : 0], 'postpone-update')
}

const DAYS_KEPT = 30

export const sweepUpdates = async (db: Db, now: Date): Promise<void> => {
  await db.rows(`DELETE FROM telegram_updates WHERE status <> 'pending' AND handled_at < $1::timestamptz - make_interval(days => $2)`, [now.toISOString(), DAYS_KEPT])
}
