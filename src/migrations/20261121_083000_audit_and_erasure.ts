import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * The log records the source of each entry and can't be truncated. Personal data about a visitor is in `sealed`,
 * encrypted with a key of that person: the row never changes, and becomes unreadable once the key is deleted. An erased
 * visitor stays as a row without personal data, and nothing can write any into it again.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(AUDIT))
  await db.execute(sql.raw(ERASURE))
  await db.execute(sql.raw(RETENTION))
}

export async function down(_: MigrateDownArgs): Promise<void> {
  throw new Error('Erased people do not come back: restore a backup instead')
}

const AUDIT = `
ALTER TABLE audit_log ADD COLUMN via varchar, ADD COLUMN address varchar, ADD COLUMN sealed jsonb;
-- Reasons were written in the clear until now; they may speak of people.
ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only;
UPDATE audit_log SET changes = changes - 'reason' WHERE subject = 'participants' AND changes ? 'reason';
ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only;
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- One key for each person and each secret of the product it is wrapped with.
CREATE TABLE person_keys (
  visitor_id uuid NOT NULL REFERENCES visitors (id) ON DELETE CASCADE,
  secret_mark text NOT NULL,
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (visitor_id, secret_mark)
);
`

const ERASURE = `
ALTER TABLE visitors ADD COLUMN erased_at timestamp(3) with time zone;

CREATE TABLE erasures (
  visitor_id uuid PRIMARY KEY,
  erased_at timestamptz NOT NULL,
  reason text NOT NULL,
  asked_by_kind text,
  asked_by_id text,
  -- The line of the ledger that says the same.
  hash text NOT NULL,
  counts jsonb NOT NULL,
  written_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A form opened before the erasure and saved after it would bring the person back.
CREATE FUNCTION refuse_change_of_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.erased_at IS DISTINCT FROM OLD.erased_at
     OR (NEW.last_name, NEW.first_name, NEW.middle_name, NEW.full_name, NEW.card_number, NEW.phone, NEW.birth_year, NEW.comment, NEW.photo_id, NEW.mks_id, NEW.search_keys)
        IS DISTINCT FROM
        (OLD.last_name, OLD.first_name, OLD.middle_name, OLD.full_name, OLD.card_number, OLD.phone, OLD.birth_year, OLD.comment, OLD.photo_id, OLD.mks_id, OLD.search_keys)
  THEN
    RAISE EXCEPTION 'VISITOR_ERASED' USING ERRCODE = 'PR409', DETAIL = json_build_object('visitor', OLD.id)::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER visitors_stay_erased BEFORE UPDATE ON visitors FOR EACH ROW WHEN (OLD.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_erased();

-- The same for what is said about the person on a booking.
CREATE FUNCTION leave_erased_unspoken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM visitors WHERE id = NEW.visitor_id AND erased_at IS NOT NULL) THEN
    NEW.comment := NULL;
    NEW.cancel_reason := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER participants_stay_unspoken BEFORE INSERT OR UPDATE ON participants FOR EACH ROW
  WHEN (NEW.comment IS NOT NULL OR NEW.cancel_reason IS NOT NULL) EXECUTE FUNCTION leave_erased_unspoken();
`

const RETENTION = `
-- How many months after the last visit each is kept; null: for ever.
CREATE TABLE retention (
  field text PRIMARY KEY CHECK (field IN ('phone', 'comment', 'photo', 'visitor')),
  months integer CHECK (months BETWEEN 1 AND 600)
);
INSERT INTO retention (field) VALUES ('phone'), ('comment'), ('photo'), ('visitor');
`
