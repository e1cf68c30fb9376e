import { text } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

const MOVED_CHAT = prepared(
  'moved-chat',
  `WITH RECURSIVE way AS (SELECT $1::varchar AS id, 0 AS step UNION ALL SELECT m.moved_to, w.step + 1 FROM way w
         JOIN moved_chats m ON m.chat_id = w.id WHERE w.step < 5)
   SELECT id AS to FROM way ORDER BY step DESC LIMIT 1`,
  { to: text },
)

/** The current id of a chat: a group that becomes a supergroup gets a new one. */
export const movedChat = async (db: Db, chat: string): Promise<string> => {
  const rows = await db.rows(MOVED_CHAT, [chat])
  return rows[0]?.to ?? chat
}

const REMEMBER_MOVED_CHAT = statement(
  'remember-moved-chat',
  `INSERT INTO moved_chats (chat_id, moved_to, moved_at) VALUES ($1, $2, $3)
       ON CONFLICT (chat_id) DO UPDATE SET moved_to = $2, moved_at = $3`,
)

export const rememberMovedChat = async (db: Db, from: string, to: string, now: Date): Promise<void> => {
  await db.rows(REMEMBER_MOVED_CHAT, [from, to, now])
}
