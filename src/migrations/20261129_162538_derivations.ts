import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The versions of data that is computed from other rows and stored. `previous` is the version that rows may still have
 * while they are recomputed, in two passes over all of them in id order.
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
