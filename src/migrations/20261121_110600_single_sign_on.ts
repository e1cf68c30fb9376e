import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Links accounts to identities at an OpenID provider: one identity per account. The row outlives the account, so that
 * somebody whose account was removed is not admitted again as a new user. A pending sign-in can be used only once. The
 * provider's token is kept, encrypted, until the session ends.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
ALTER TABLE users ADD COLUMN blocked boolean DEFAULT false;
CREATE TABLE oidc_identities (
  issuer text NOT NULL,
  subject text NOT NULL,
  user_id uuid UNIQUE REFERENCES users (id) ON DELETE SET NULL,
  linked_at timestamptz NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE TABLE oidc_sign_ins (
  state_hash text PRIMARY KEY,
  browser_hash text NOT NULL,
  sealed bytea NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX oidc_sign_ins_expires ON oidc_sign_ins (expires_at);
CREATE TABLE oidc_sessions (
  session_id varchar PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  sealed bytea NOT NULL,
  begun_at timestamptz NOT NULL
);
CREATE INDEX oidc_sessions_user ON oidc_sessions (user_id);
`

const DOWN = `
DROP TABLE oidc_sessions;
DROP TABLE oidc_sign_ins;
DROP TABLE oidc_identities;
ALTER TABLE users DROP COLUMN blocked;
`
