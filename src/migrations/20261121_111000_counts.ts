import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What every process has counted together, for the figures: the bot is asked by no Prometheus. And the
 * updates that the bot gave up are found without reading those it handled.
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
