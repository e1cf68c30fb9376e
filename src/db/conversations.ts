import { z } from 'zod'
import { bigint, json, nullable, text } from './rows'
import type { Db } from './sql'
import { storable } from './storable'
import { prepared } from './statement'

/** The current message with buttons in a chat, and the update that caused it. */
export type Menu = { id: number; photo: string | null; by: number }
export type StoredConversation = { chatId: number; state: unknown; menu: Menu | null }

type Row = {
  chat_id: string
  state: unknown
  menu_message_id: string | null
  menu_photo: string | null
  menu_by: string | null
}

const asConversation = (row: Row): StoredConversation => ({
  chatId: Number(row.chat_id),
  state: row.state,
  menu:
    row.menu_message_id === null
      ? null
      : { id: Number(row.menu_message_id), photo: row.menu_photo, by: Number(row.menu_by ?? 0) },
})

const CONVERSATION_OF = prepared(
  'conversation-of',
  'SELECT chat_id, state, menu_message_id, menu_photo, menu_by FROM conversations WHERE chat_id = $1',
  {
    chat_id: bigint,
    state: json(z.unknown()),
    menu_message_id: nullable(bigint),
    menu_photo: nullable(text),
    menu_by: nullable(bigint),
  },
)

export const conversationOf = async (db: Db, chatId: number): Promise<StoredConversation | null> => {
  const [row] = await db.rows(CONVERSATION_OF, [chatId])
  return row ? asConversation(row) : null
}

const WRITE_CONVERSATION = prepared(
  'write-conversation',
  `INSERT INTO conversations (chat_id, state, updated_at) VALUES ($1, $2, $3)
   ON CONFLICT (chat_id) DO UPDATE SET state = EXCLUDED.state, updated_at = EXCLUDED.updated_at`,
)

export const writeConversation = async (
  db: Db,
  { chatId, state, now }: { chatId: number; state: unknown; now: Date },
): Promise<void> => {
  await db.rows(WRITE_CONVERSATION, [chatId, JSON.stringify(storable(state)), now.toISOString()])
}

const WRITE_MENU = prepared(
  'write-menu',
  `INSERT INTO conversations (chat_id, state, menu_message_id, menu_photo, menu_by, updated_at)
   VALUES ($1, '{}', $2, $3, $4, $5)
   ON CONFLICT (chat_id) DO UPDATE SET menu_message_id = EXCLUDED.menu_message_id, menu_photo = EXCLUDED.menu_photo,
   menu_by = EXCLUDED.menu_by`,
)

/** Called right after the message is sent, so that a repeated update edits it instead of sending another one. */
export const writeMenu = async (
  db: Db,
  { chatId, menu, now }: { chatId: number; menu: Menu | null; now: Date },
): Promise<void> => {
  await db.rows(WRITE_MENU, [chatId, menu?.id ?? null, menu?.photo ?? null, menu?.by ?? null, now.toISOString()])
}

const IDLE_CONVERSATIONS = prepared(
  'idle-conversations',
  `SELECT chat_id FROM conversations WHERE (state->>'open')::boolean AND updated_at < $1 ORDER BY updated_at LIMIT $2`,
  { chat_id: bigint },
)

/** Chats that show personal data and have been inactive since `before`. */
export const idleConversations = async (db: Db, before: Date, most: number): Promise<number[]> => {
  const rows = await db.rows(IDLE_CONVERSATIONS, [before.toISOString(), most])
  return rows.map((row) => Number(row.chat_id))
}
