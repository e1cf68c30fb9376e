import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Rate limits. The table is unlogged, because every process writes to it all the time and its contents don't matter
 * after a crash. Payload's own account lock is removed, because anybody could use it to lock others out.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE UNLOGGED TABLE rate_limits (
  key varchar PRIMARY KEY,
  empty_at timestamptz NOT NULL
);
CREATE INDEX rate_limits_empty ON rate_limits (empty_at);
ALTER TABLE users DROP COLUMN login_attempts, DROP COLUMN lock_until;
`

const DOWN = `
ALTER TABLE users ADD COLUMN login_attempts numeric DEFAULT 0, ADD COLUMN lock_until timestamp(3) with time zone;
DROP TABLE rate_limits;
`
