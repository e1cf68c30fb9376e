import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Payload reads an account, checks its password for a third of a second, and writes the whole account back with all the
 * sessions it had. That would undo every change made meanwhile. So an ended session stays ended, a blocked account gets
 * none, and a write that concerns only sessions (it leaves `updated_at` unchanged) changes nothing else of the account.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const UP = `
CREATE TABLE ended_sessions (
  session_id varchar PRIMARY KEY,
  ended_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX ended_sessions_at ON ended_sessions (ended_at);

CREATE FUNCTION keep_sessions_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM ended_sessions WHERE session_id = NEW.id) OR EXISTS (SELECT 1 FROM users WHERE id = NEW._parent_id AND blocked) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_sessions_stay_ended BEFORE INSERT ON users_sessions FOR EACH ROW EXECUTE FUNCTION keep_sessions_ended();

-- Payload writes by INSERT … ON CONFLICT DO UPDATE: an UPDATE by hand is not meant.
CREATE FUNCTION note_write_of_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('pristan.user_written', NEW.id::text, true);
  RETURN NEW;
END $$;
CREATE TRIGGER users_note_write BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION note_write_of_user();

CREATE FUNCTION keep_account_of_session_write() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.updated_at = OLD.updated_at AND current_setting('pristan.user_written', true) = NEW.id::text THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER users_keep_account BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION keep_account_of_session_write();
`

const DOWN = `
DROP TRIGGER users_keep_account ON users;
DROP FUNCTION keep_account_of_session_write;
DROP TRIGGER users_note_write ON users;
DROP FUNCTION note_write_of_user;
DROP TRIGGER users_sessions_stay_ended ON users_sessions;
DROP FUNCTION keep_sessions_ended;
DROP TABLE ended_sessions;
`
