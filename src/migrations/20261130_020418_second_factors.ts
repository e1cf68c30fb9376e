import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The second factor of an account: the secret of its codes, encrypted with a key of the product's secret, and hashes of
 * ten recovery codes. `pending` is a secret that was shown and not confirmed by a code yet. `last_step` is the newest
 * code taken, because none is taken twice.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE second_factors (
  user_id uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
  sealed bytea,
  pending bytea,
  set_up_at timestamptz,
  last_step bigint NOT NULL DEFAULT 0,
  salt bytea,
  CHECK ((sealed IS NULL) = (set_up_at IS NULL))
);
CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES second_factors (user_id) ON DELETE CASCADE,
  hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, hash)
);
`

const DOWN = `
DROP TABLE recovery_codes;
DROP TABLE second_factors;
`
