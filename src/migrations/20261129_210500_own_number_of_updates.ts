import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Gives updates a number of our own, because Telegram's numbering restarts after a quiet week, possibly lower. Existing
 * updates keep their number, because their bookings and their message with buttons refer to it. Content is recognized
 * by its digest; older updates have none and are recognized by Telegram's number alone.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
ALTER TABLE telegram_updates RENAME COLUMN update_id TO seq;
ALTER TABLE telegram_updates ADD COLUMN update_id bigint, ADD COLUMN digest text;
UPDATE telegram_updates SET update_id = seq;
ALTER TABLE telegram_updates ALTER COLUMN update_id SET NOT NULL;
CREATE UNIQUE INDEX telegram_updates_same ON telegram_updates (update_id, digest);
CREATE SEQUENCE telegram_updates_seq OWNED BY telegram_updates.seq;
-- What comes next is above every number that a chat or an answer is remembered by.
SELECT setval('telegram_updates_seq', greatest(1,
  (SELECT max(seq) FROM telegram_updates WHERE seq < 4503599627370496),
  (SELECT max(menu_by) FROM conversations WHERE menu_by < 4503599627370496)));
ALTER TABLE telegram_updates ALTER COLUMN seq SET DEFAULT nextval('telegram_updates_seq');
`

const DOWN = `
DELETE FROM telegram_updates a USING telegram_updates b WHERE a.update_id = b.update_id AND a.seq < b.seq;
DROP INDEX telegram_updates_same, telegram_updates_pending;
ALTER TABLE telegram_updates DROP COLUMN digest, DROP COLUMN seq;
ALTER TABLE telegram_updates ADD PRIMARY KEY (update_id);
CREATE INDEX telegram_updates_pending ON telegram_updates (chat_id, update_id) WHERE status = 'pending';
`
