import type { BotFacts, BotFailure, ChatLoss } from '@/domain/bot/trouble'
import { instant, nullable, oneOf } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

const BEGIN_WATCH = statement(
  'begin-bot-watch',
  'INSERT INTO bot_watch (watched_since) VALUES ($1) ON CONFLICT (id) DO NOTHING',
)

/** From now on the bot is expected to run, and its silence is reported. */
export const beginBotWatch = async (db: Db, now: Date): Promise<void> => void (await db.rows(BEGIN_WATCH, [now]))

const NOTE_HEARD = prepared(
  'note-bot-heard',
  `INSERT INTO bot_watch (watched_since, heard_at) VALUES ($1, $1) ON CONFLICT (id) DO UPDATE
      SET heard_at = EXCLUDED.heard_at, failure = NULL, failure_since = NULL`,
)

export const noteHeard = async (db: Db, now: Date): Promise<void> => void (await db.rows(NOTE_HEARD, [now]))

const NOTE_FAILURE = statement(
  'note-bot-failure',
  `INSERT INTO bot_watch (watched_since, failure, failure_since) VALUES ($1, $2, $1) ON CONFLICT (id) DO UPDATE
      SET failure = EXCLUDED.failure, failure_since = CASE WHEN bot_watch.failure = EXCLUDED.failure
                                                          THEN bot_watch.failure_since ELSE EXCLUDED.failure_since END`,
)

export const noteFailure = async (db: Db, failure: BotFailure, now: Date): Promise<void> =>
  void (await db.rows(NOTE_FAILURE, [now, failure]))

const NOTE_CHAT = statement(
  'note-bot-chat',
  `INSERT INTO bot_watch (watched_since, chat, chat_since) VALUES (
     $1::timestamptz, $2::text, CASE WHEN $2::text IS NOT NULL THEN $1::timestamptz END)
   ON CONFLICT (id) DO UPDATE
      SET chat = EXCLUDED.chat, chat_since = CASE WHEN bot_watch.chat = EXCLUDED.chat THEN bot_watch.chat_since
                                                  ELSE EXCLUDED.chat_since END`,
)

/** null: the bot sees the chat. */
export const noteChat = async (db: Db, loss: ChatLoss | null, now: Date): Promise<void> =>
  void (await db.rows(NOTE_CHAT, [now, loss]))

/** How many days an abandoned update is reported. */
const DAYS_PARKED = 7

const FACTS = prepared(
  'bot-facts',
  `SELECT w.watched_since AS "watchedSince", w.heard_at AS "heardAt", w.failure, w.failure_since AS "failureSince",
          w.chat, w.chat_since AS "chatSince",
          (SELECT min(received_at) FROM telegram_updates WHERE status = 'pending') AS "waitingSince",
          (SELECT max(handled_at) FROM telegram_updates WHERE status = 'failed'
              AND handled_at > $1::timestamptz - interval '${DAYS_PARKED} days') AS "parkedAt"
     FROM (SELECT 1) AS always LEFT JOIN bot_watch w ON true`,
  {
    watchedSince: nullable(instant),
    heardAt: nullable(instant),
    failure: nullable(oneOf('token', 'conflict', 'webhook', 'unreachable')),
    failureSince: nullable(instant),
    chat: nullable(oneOf('chatRemoved', 'chatNotFound')),
    chatSince: nullable(instant),
    waitingSince: nullable(instant),
    parkedAt: nullable(instant),
  },
)

export const botFacts = async (db: Db, now: Date): Promise<BotFacts> => {
  const [row] = await db.rows(FACTS, [now])
  const { failure = null, failureSince, chat = null, chatSince } = row ?? {}
  return {
    watchedSince: row?.watchedSince ?? null,
    heardAt: row?.heardAt ?? null,
    failure: failure === null ? null : { kind: failure, since: failureSince ?? now },
    chat: chat === null ? null : { kind: chat, since: chatSince ?? now },
    waitingSince: row?.waitingSince ?? null,
    parkedAt: row?.parkedAt ?? null,
  }
}
