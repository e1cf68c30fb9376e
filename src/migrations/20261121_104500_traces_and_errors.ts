import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Stores the id of the request with everything it causes: messages, bot updates and saved answers. Faults are stored in
 * one row per kind, under what they have in common.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
ALTER TABLE messages ADD COLUMN request_id varchar;
ALTER TABLE telegram_updates ADD COLUMN request_id text;
ALTER TABLE idempotency_keys ADD COLUMN request_id text;
CREATE TABLE error_reports (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  fingerprint varchar NOT NULL UNIQUE,
  kind varchar NOT NULL,
  place varchar NOT NULL,
  type varchar NOT NULL,
  message varchar,
  stack varchar,
  count numeric NOT NULL DEFAULT 1,
  first_seen_at timestamp(3) with time zone NOT NULL,
  last_seen_at timestamp(3) with time zone NOT NULL,
  release varchar NOT NULL,
  request_id varchar,
  state varchar NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'solved')),
  solved_at timestamp(3) with time zone
);
CREATE INDEX error_reports_last_seen_at_idx ON error_reports (last_seen_at);
`

const DOWN = `
DROP TABLE error_reports;
ALTER TABLE idempotency_keys DROP COLUMN request_id;
ALTER TABLE telegram_updates DROP COLUMN request_id;
ALTER TABLE messages DROP COLUMN request_id;
`
