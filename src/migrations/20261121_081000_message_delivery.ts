import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Columns for sending messages. A sender claims a message for a while (`claim`, `leased_until`), so that two senders
 * never send the same one and the claims of a killed sender expire. `dedupe_key` makes a reminder unique, however often
 * it is requested. `attempts` counts failures caused by the message itself, `waits` all others.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
ALTER TYPE message_status ADD VALUE IF NOT EXISTS 'skipped';
ALTER TABLE messages
  ADD COLUMN claim uuid,
  ADD COLUMN leased_until timestamptz,
  ADD COLUMN waits integer NOT NULL DEFAULT 0,
  ADD COLUMN dedupe_key varchar;
CREATE UNIQUE INDEX messages_once ON messages (dedupe_key) WHERE dedupe_key IS NOT NULL;
CREATE INDEX messages_failed ON messages (updated_at) WHERE status = 'failed';
-- A person who stopped the bot: nothing is sent to them until they write to it again.
ALTER TABLE volunteers ADD COLUMN unreachable_since timestamptz;
-- A group that became a supergroup answers under its new id only.
CREATE TABLE moved_chats (
  chat_id varchar PRIMARY KEY,
  moved_to varchar NOT NULL,
  moved_at timestamptz NOT NULL
);
`

const DOWN = `
DROP TABLE moved_chats;
ALTER TABLE volunteers DROP COLUMN unreachable_since;
DROP INDEX messages_failed;
DROP INDEX messages_once;
ALTER TABLE messages DROP COLUMN claim, DROP COLUMN leased_until, DROP COLUMN waits, DROP COLUMN dedupe_key;
`
