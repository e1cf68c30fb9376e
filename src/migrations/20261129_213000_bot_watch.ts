import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The state of the bot for all processes: when it last heard from Telegram, what failed, and whether it sees the chat.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE bot_watch (
  id smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
  watched_since timestamptz NOT NULL,
  heard_at timestamptz,
  failure text CHECK (failure IN ('token', 'conflict', 'webhook', 'unreachable')),
  failure_since timestamptz,
  chat text CHECK (chat IN ('chatRemoved', 'chatNotFound')),
  chat_since timestamptz
);
`

const DOWN = `
DROP TABLE bot_watch;
`
