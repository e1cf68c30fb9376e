import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import type { Gradually } from './gradually'

/**
 * The log gets a chain of hashes (docs/decisions/045): each entry knows the transaction that wrote it, by which the
 * worker finds what is new. Entries from before this migration have none. And a list of people is found by a person.
 */
export const gradually: Gradually = async ({ briefly, index }) => {
  await briefly('ALTER TABLE audit_log ADD COLUMN IF NOT EXISTS written bigint')
  await briefly('ALTER TABLE audit_log ALTER COLUMN written SET DEFAULT (pg_current_xact_id()::text::bigint)')
  await index('audit_log_written', 'audit_log (written)')
  await index('audit_log_people_listed', `audit_log USING gin ((changes->'ids')) WHERE action = 'visitors.listed'`)
}

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE audit_chain (
  position bigint PRIMARY KEY CHECK (position > 0),
  entry uuid NOT NULL UNIQUE,
  hash bytea NOT NULL,
  added_at timestamptz NOT NULL,
  complete boolean NOT NULL,
  since bigint,
  settled bigint NOT NULL,
  cluster bigint NOT NULL
);
CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE ON audit_chain
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_chain_not_emptied BEFORE TRUNCATE ON audit_chain
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
`

const DOWN = `
DROP TABLE audit_chain;
DROP INDEX audit_log_people_listed;
DROP INDEX audit_log_written;
ALTER TABLE audit_log DROP COLUMN written;
`
