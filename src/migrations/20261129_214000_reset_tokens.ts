import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Stores only the hash of a password reset token, so that nobody can take a reset link from the database or a backup.
 * Payload writes the token itself, so a trigger replaces it.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE FUNCTION hash_reset_token() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A hash is longer than a token, and stays.
  IF NEW.reset_password_token IS NOT NULL AND length(NEW.reset_password_token) < 64 THEN
    NEW.reset_password_token := encode(sha256(convert_to(NEW.reset_password_token, 'UTF8')), 'hex');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_hash_reset_token BEFORE INSERT OR UPDATE OF reset_password_token ON users
  FOR EACH ROW EXECUTE FUNCTION hash_reset_token();
UPDATE users SET reset_password_token = reset_password_token WHERE reset_password_token IS NOT NULL;
`

const DOWN = `
DROP TRIGGER users_hash_reset_token ON users;
DROP FUNCTION hash_reset_token();
`
