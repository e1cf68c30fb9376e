import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Counters shared by all processes, because Prometheus does not query the bot. An index finds failed updates without
 * reading handled ones.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE counts (
  name text NOT NULL,
  label text NOT NULL,
  value bigint NOT NULL,
  PRIMARY KEY (name, label)
);
CREATE INDEX telegram_updates_failed ON telegram_updates (handled_at) WHERE status = 'failed';
`

const DOWN = `
DROP INDEX telegram_updates_failed;
DROP TABLE counts;
`
