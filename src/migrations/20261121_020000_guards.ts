import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Makes overbooking impossible, whoever writes: a hook, a script or a person in psql.
 *
 * `participants` of occurrences and event days is counted only here, by triggers on the participants table.
 * keep_counter undoes direct writes to the counters, because Payload writes whole rows back and would overwrite a newer
 * count with an old one. CHECK constraints limit the counts.
 *
 * Every refusal has SQLSTATE PR409, the code as its message and its data as JSON in the detail; src/db/refusals.ts
 * turns it into the answer. Locks are always taken in the same order: visitor, event days by id, occurrences by id.
 * They are FOR NO KEY UPDATE, because FOR UPDATE would deadlock with the key-share locks of foreign keys.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(INTEGERS))
  await db.execute(sql.raw(TABLES))
  await db.execute(sql.raw(COUNTERS))
  await db.execute(sql.raw(CAPACITY))
  await db.execute(sql.raw(LOCKS))
}

export async function down(_: MigrateDownArgs): Promise<void> {
  throw new Error('The guards are not taken away: restore a backup instead')
}

/** Payload stores every number as numeric, but places are whole numbers. Ids get a default for plain SQL. */
const INTEGERS = `
ALTER TABLE occurrences
  ALTER COLUMN capacity TYPE integer, ALTER COLUMN participants TYPE integer,
  ALTER COLUMN participants SET NOT NULL, ALTER COLUMN edited SET NOT NULL,
  ALTER COLUMN id SET DEFAULT gen_random_uuid(),
  ADD CONSTRAINT occurrences_within_capacity CHECK (participants BETWEEN 0 AND capacity),
  ADD CONSTRAINT occurrences_capacity_positive CHECK (capacity >= 1),
  ADD CONSTRAINT occurrences_end_after_start CHECK (ends_at > starts_at),
  ADD CONSTRAINT occurrences_date_is_a_day CHECK (date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
ALTER TABLE event_days
  ALTER COLUMN capacity TYPE integer, ALTER COLUMN participants TYPE integer,
  ALTER COLUMN participants SET NOT NULL, ALTER COLUMN skipped SET NOT NULL,
  ALTER COLUMN id SET DEFAULT gen_random_uuid(),
  ADD CONSTRAINT event_days_within_capacity CHECK (participants BETWEEN 0 AND capacity),
  ADD CONSTRAINT event_days_capacity_positive CHECK (capacity >= 1),
  ADD CONSTRAINT event_days_end_after_start CHECK (ends_at > starts_at),
  ADD CONSTRAINT event_days_date_is_a_day CHECK (date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
ALTER TABLE events
  ALTER COLUMN capacity TYPE integer, ALTER COLUMN id SET DEFAULT gen_random_uuid(),
  ADD CONSTRAINT events_capacity_positive CHECK (capacity >= 1),
  ADD CONSTRAINT events_end_after_start CHECK (end_time > start_time);
ALTER TABLE events_services
  ALTER COLUMN capacity TYPE integer, ALTER COLUMN booking_window_value TYPE integer,
  ALTER COLUMN id SET DEFAULT gen_random_uuid()::text,
  ADD CONSTRAINT events_services_capacity_positive CHECK (capacity >= 1);
ALTER TABLE services
  ALTER COLUMN capacity TYPE integer, ALTER COLUMN minutes TYPE integer,
  ALTER COLUMN booking_window_value TYPE integer, ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE visitors ALTER COLUMN birth_year TYPE integer, ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE messages ALTER COLUMN attempts TYPE integer, ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE participants ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE places ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER TABLE audit_log ALTER COLUMN id SET DEFAULT gen_random_uuid();
ALTER INDEX occurrence_visitor_idx RENAME TO participants_one_per_visitor;
-- Covered by the indexes below and by the unique one; every index less is a faster booking.
DROP INDEX participants_occurrence_idx;
DROP INDEX participants_updated_at_idx;
DROP INDEX participants_created_at_idx;
DROP INDEX participants_event_day_idx;
-- The day of a participant is its occurrence's, and the occurrence holds on to it.
ALTER TABLE participants DROP CONSTRAINT participants_event_day_id_event_days_id_fk;
CREATE INDEX occurrences_of_event ON occurrences (event_id, service_id, starts_at);
-- None of the indexes names the status: few rows are cancelled, and a mark changes no index at all.
CREATE INDEX participants_people_of_day ON participants (event_day_id, visitor_id);
CREATE INDEX events_last_date ON events (last_date) WHERE deleted_at IS NULL;
CREATE INDEX messages_to_send ON messages (not_before NULLS FIRST, created_at) WHERE status = 'pending';
ALTER TABLE visitors ADD COLUMN search_keys integer[] NOT NULL DEFAULT '{}';
-- fastupdate would keep new entries in a list of their own, and the planner away from the index.
CREATE INDEX visitors_search_keys ON visitors USING gin (search_keys) WITH (fastupdate = off);
-- The attendance that made a visitor registered; null when an administrator set it by hand.
ALTER TABLE visitors ADD COLUMN registered_by uuid;
CREATE SEQUENCE card_number_seq;
-- A zone that PostgreSQL does not know would break every question about today.
ALTER TABLE places ADD CONSTRAINT places_timezone_known CHECK ((timestamp '2000-01-01' AT TIME ZONE timezone) IS NOT NULL);
`

/** Tables without a collection in Payload, because nobody edits them by hand. */
const TABLES = `
CREATE TABLE holds (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  occurrence_id uuid NOT NULL REFERENCES occurrences (id) ON DELETE CASCADE,
  visitor_id uuid NOT NULL REFERENCES visitors (id) ON DELETE CASCADE,
  caller text NOT NULL,
  expires_at timestamptz NOT NULL,
  UNIQUE (occurrence_id, visitor_id, caller)
);
CREATE INDEX holds_expiry ON holds (expires_at);
CREATE INDEX holds_visitor ON holds (visitor_id);

CREATE TABLE idempotency_keys (
  caller text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  body_hash text NOT NULL,
  status integer,
  -- json, not jsonb: an answer is repeated to the letter, in the order of its fields.
  answer json,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (caller, route, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- A date (line null) or one service on a date that somebody deleted: no edit of the series brings it back.
CREATE TABLE removed_dates (
  event_id uuid NOT NULL REFERENCES events (id) ON DELETE CASCADE,
  line text,
  date varchar NOT NULL,
  removed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX removed_dates_once ON removed_dates (event_id, date, coalesce(line, ''));

CREATE TABLE attendance_undos (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  caller text NOT NULL,
  changes jsonb NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX attendance_undos_age ON attendance_undos (created_at);

-- A pair of visitors somebody judged to be two people: never suggested as duplicates again.
CREATE TABLE distinct_visitors (
  a uuid NOT NULL REFERENCES visitors (id) ON DELETE CASCADE,
  b uuid NOT NULL REFERENCES visitors (id) ON DELETE CASCADE,
  decided_by text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (a, b),
  CHECK (a < b)
);
CREATE INDEX distinct_visitors_b ON distinct_visitors (b);

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
`

const COUNTERS = `
CREATE FUNCTION take_or_free_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  taking boolean;
  counted boolean;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.occurrence_id <> OLD.occurrence_id OR NEW.visitor_id <> OLD.visitor_id THEN
      RAISE EXCEPTION 'VALIDATION' USING ERRCODE = 'PR409',
        DETAIL = json_build_object('errors', json_build_array(json_build_object(
          'path', CASE WHEN NEW.visitor_id <> OLD.visitor_id THEN 'visitor' ELSE 'occurrence' END,
          'message', 'fieldUnexpected')))::text;
    END IF;
    NEW.event_day_id := OLD.event_day_id;
    IF (NEW.status = 'cancelled') = (OLD.status = 'cancelled') THEN RETURN NEW; END IF;
  ELSE
    SELECT event_day_id INTO NEW.event_day_id FROM occurrences WHERE id = NEW.occurrence_id;
    IF NEW.status = 'cancelled' OR NEW.event_day_id IS NULL THEN RETURN NEW; END IF;
  END IF;
  taking := NEW.status <> 'cancelled';

  -- The lock comes before the question: after waiting, the next statement sees what the other wrote.
  -- The occurrence is locked by its own UPDATE below, which looks at the row again after waiting.
  PERFORM 1 FROM event_days WHERE id = NEW.event_day_id FOR NO KEY UPDATE;
  counted := EXISTS (
    SELECT 1 FROM participants
     WHERE event_day_id = NEW.event_day_id AND visitor_id = NEW.visitor_id AND status <> 'cancelled' AND id <> NEW.id);

  IF taking THEN
    UPDATE occurrences SET participants = participants + 1 WHERE id = NEW.occurrence_id AND participants < capacity;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'OCCURRENCE_FULL' USING ERRCODE = 'PR409', DETAIL = json_build_object('occurrence', NEW.occurrence_id)::text;
    END IF;
    IF NOT counted THEN
      UPDATE event_days SET participants = participants + 1 WHERE id = NEW.event_day_id AND participants < capacity;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'EVENT_FULL' USING ERRCODE = 'PR409', DETAIL = json_build_object('occurrence', NEW.occurrence_id, 'eventDay', NEW.event_day_id)::text;
      END IF;
    END IF;
  ELSE
    UPDATE occurrences SET participants = participants - 1 WHERE id = NEW.occurrence_id;
    IF NOT counted THEN
      UPDATE event_days SET participants = participants - 1 WHERE id = NEW.event_day_id;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER participants_take_or_free BEFORE INSERT OR UPDATE ON participants FOR EACH ROW EXECUTE FUNCTION take_or_free_place();

CREATE FUNCTION free_place_of_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'cancelled' THEN RETURN OLD; END IF;
  PERFORM 1 FROM event_days WHERE id = OLD.event_day_id FOR NO KEY UPDATE;
  UPDATE occurrences SET participants = participants - 1 WHERE id = OLD.occurrence_id;
  IF NOT EXISTS (
    SELECT 1 FROM participants
     WHERE event_day_id = OLD.event_day_id AND visitor_id = OLD.visitor_id AND status <> 'cancelled' AND id <> OLD.id)
  THEN
    UPDATE event_days SET participants = participants - 1 WHERE id = OLD.event_day_id;
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER participants_free_deleted BEFORE DELETE ON participants FOR EACH ROW EXECUTE FUNCTION free_place_of_deleted();

-- A direct write has no trigger around it; inside one it is the trigger above counting, and nothing is to keep.
CREATE FUNCTION keep_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.participants := 0;
    RETURN NEW;
  END IF;
  NEW.participants := OLD.participants;
  IF NEW.capacity < NEW.participants AND NEW.capacity <> OLD.capacity THEN
    RAISE EXCEPTION 'CAPACITY_BELOW_PARTICIPANTS' USING ERRCODE = 'PR409',
      DETAIL = json_build_object('id', NEW.id, 'date', NEW.date, 'capacity', NEW.capacity, 'participants', NEW.participants)::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER occurrences_keep_counter BEFORE INSERT OR UPDATE ON occurrences FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_counter();
CREATE TRIGGER event_days_keep_counter BEFORE INSERT OR UPDATE ON event_days FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_counter();
`

/**
 * A service never has more places than its event. Payload writes an event before its lines, and an edit of a day
 * changes both sides, so the checks can be deferred inside a transaction. By default they are immediate.
 */
const CAPACITY = `
CREATE FUNCTION refuse_capacity_above_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above record;
BEGIN
  IF TG_TABLE_NAME = 'occurrences' THEN
    PERFORM 1 FROM event_days WHERE id = NEW.event_day_id FOR SHARE;
    SELECT o.id, o.date, o.capacity, d.capacity AS allowed INTO above
      FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
     WHERE o.id = NEW.id AND o.capacity > d.capacity;
  ELSE
    SELECT o.id, o.date, o.capacity, d.capacity AS allowed INTO above
      FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
     WHERE d.id = NEW.id AND o.capacity > d.capacity ORDER BY o.id LIMIT 1;
  END IF;
  IF above.id IS NOT NULL THEN
    RAISE EXCEPTION 'CAPACITY_ABOVE_EVENT' USING ERRCODE = 'PR409',
      DETAIL = json_build_object('occurrence', above.id, 'date', above.date, 'capacity', above.capacity, 'eventCapacity', above.allowed)::text;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER occurrences_capacity_above_day AFTER INSERT OR UPDATE OF capacity, event_day_id ON occurrences
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION refuse_capacity_above_day();
CREATE CONSTRAINT TRIGGER event_days_capacity_below_service AFTER UPDATE OF capacity ON event_days
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (NEW.capacity < OLD.capacity) EXECUTE FUNCTION refuse_capacity_above_day();

CREATE FUNCTION refuse_line_above_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  above record;
BEGIN
  IF TG_TABLE_NAME = 'events_services' THEN
    PERFORM 1 FROM events WHERE id = NEW._parent_id FOR SHARE;
    SELECT l.id, l.capacity, e.capacity AS allowed INTO above
      FROM events_services l JOIN events e ON e.id = l._parent_id WHERE l.id = NEW.id AND l.capacity > e.capacity;
  ELSE
    SELECT l.id, l.capacity, e.capacity AS allowed INTO above
      FROM events_services l JOIN events e ON e.id = l._parent_id WHERE e.id = NEW.id AND l.capacity > e.capacity ORDER BY l.id LIMIT 1;
  END IF;
  IF above.id IS NOT NULL THEN
    RAISE EXCEPTION 'CAPACITY_ABOVE_EVENT' USING ERRCODE = 'PR409',
      DETAIL = json_build_object('line', above.id, 'capacity', above.capacity, 'eventCapacity', above.allowed)::text;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER events_services_capacity_above_event AFTER INSERT OR UPDATE OF capacity ON events_services
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION refuse_line_above_event();
CREATE CONSTRAINT TRIGGER events_capacity_below_line AFTER UPDATE OF capacity ON events
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (NEW.capacity < OLD.capacity) EXECUTE FUNCTION refuse_line_above_event();
`

const LOCKS = `
-- Everything a booking makes less available, locked once, in the one order: visitor, days, occurrences.
-- The advisory lock is the queue at the door: many waiters on a row that every one of them updates wake
-- each other again and again, here they are let in one by one. The row locks are what protects.
CREATE FUNCTION lock_for_booking(visitor uuid, wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  days uuid[];
BEGIN
  PERFORM 1 FROM visitors WHERE id = visitor FOR NO KEY UPDATE;
  SELECT array_agg(DISTINCT event_day_id ORDER BY event_day_id) INTO days FROM occurrences WHERE id = ANY (wanted);
  FOR i IN 1 .. coalesce(array_length(days, 1), 0) LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(days[i]::text, 0));
  END LOOP;
  PERFORM 1 FROM event_days WHERE id = ANY (days) ORDER BY id FOR NO KEY UPDATE;
  PERFORM 1 FROM occurrences WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE;
END $$;
`
