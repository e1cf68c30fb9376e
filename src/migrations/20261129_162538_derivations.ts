import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * What is computed from other rows and kept, by the version of the computation: `previous` is the one that rows still
 * have while they are derived anew, in two passes over all of them in the order of their ids.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE derivations (
  name text PRIMARY KEY,
  version integer NOT NULL,
  previous integer,
  begun_at timestamptz NOT NULL,
  pass integer NOT NULL DEFAULT 1 CHECK (pass IN (1, 2)),
  -- Everything up to this id is done in this pass.
  passed uuid,
  finished_at timestamptz
);
INSERT INTO derivations (name, version, begun_at, finished_at) VALUES ('search-keys', 1, now(), now());
`

const DOWN = `
DROP TABLE derivations;
`
