import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Data of the bot: every update under Telegram's number, stored before it is handled; one conversation per chat; and
 * when each volunteer's membership was last confirmed.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE telegram_updates (
  update_id bigint PRIMARY KEY,
  chat_id bigint NOT NULL,
  user_id bigint,
  body jsonb,
  received_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz,
  last_error text,
  handled_at timestamptz
);
CREATE INDEX telegram_updates_pending ON telegram_updates (chat_id, update_id) WHERE status = 'pending';
CREATE INDEX telegram_updates_handled ON telegram_updates (handled_at) WHERE status <> 'pending';
CREATE TABLE conversations (
  chat_id bigint PRIMARY KEY,
  state jsonb NOT NULL,
  menu_message_id bigint,
  menu_photo text,
  menu_by bigint,
  updated_at timestamptz NOT NULL
);
CREATE INDEX conversations_open ON conversations (updated_at) WHERE (state->>'open')::boolean;
ALTER TABLE volunteers ADD COLUMN member boolean, ADD COLUMN checked_at timestamptz;
`

const DOWN = `
ALTER TABLE volunteers DROP COLUMN member, DROP COLUMN checked_at;
DROP TABLE conversations;
DROP TABLE telegram_updates;
`
