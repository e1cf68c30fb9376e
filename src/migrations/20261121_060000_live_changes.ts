import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/**
 * Notifies open screens of a change as soon as it is committed, whoever made it. Notifications contain only ids. Each
 * statement sends one per occurrence (or event); if there are hundreds, it sends that "many" changed, because listeners
 * read again anyway. Counting places in the triggers of participants sends none of its own, or every booking would be
 * reported three times.
 */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(TELL))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(
    sql.raw(`${TABLES.flatMap((table) => OPERATIONS.map(({ name }) => `DROP TRIGGER ${table}_tell_${name} ON ${table};`)).join('\n')}
DROP TRIGGER messages_tell_failed ON messages;
DROP FUNCTION tell_changes();
DROP FUNCTION tell_failed_message();`),
  )
}

const TABLES = ['participants', 'occurrences', 'event_days', 'events']
const OPERATIONS = [
  { name: 'insert', rows: 'NEW' },
  { name: 'update', rows: 'NEW' },
  { name: 'delete', rows: 'OLD' },
]

const FUNCTIONS = `
CREATE FUNCTION tell_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  topic constant text := TG_ARGV[0];
  subject text;
  most constant integer := 20;
  subjects text[];
BEGIN
  IF TG_TABLE_NAME = 'participants' THEN
    SELECT array_agg(s.id) INTO subjects FROM (SELECT DISTINCT c.occurrence_id::text AS id FROM changed c LIMIT most + 1) s;
  ELSIF TG_TABLE_NAME = 'event_days' THEN
    SELECT array_agg(s.id) INTO subjects FROM (SELECT DISTINCT c.event_id::text AS id FROM changed c LIMIT most + 1) s;
  ELSE
    SELECT array_agg(s.id) INTO subjects FROM (SELECT c.id::text AS id FROM changed c LIMIT most + 1) s;
  END IF;
  IF subjects IS NULL THEN RETURN NULL; END IF;
  IF cardinality(subjects) > most THEN
    PERFORM pg_notify('pristan_changes', json_build_object('topic', topic, 'id', NULL)::text);
    RETURN NULL;
  END IF;
  FOREACH subject IN ARRAY subjects LOOP
    PERFORM pg_notify('pristan_changes', CASE WHEN topic = 'participants'
      THEN json_build_object('topic', topic, 'id', NULL, 'occurrence', subject)
      ELSE json_build_object('topic', topic, 'id', subject) END::text);
  END LOOP;
  RETURN NULL;
END $$;

-- What waits and what was sent changes all day long; only what failed is anybody's business.
CREATE FUNCTION tell_failed_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pristan_changes', json_build_object('topic', 'messages', 'id', NEW.id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER messages_tell_failed AFTER UPDATE OF status ON messages FOR EACH ROW
  WHEN (OLD.status <> NEW.status AND (OLD.status::text = 'failed' OR NEW.status::text = 'failed')) EXECUTE FUNCTION tell_failed_message();
`

const topicOf = (table: string): string => (table === 'event_days' ? 'events' : table)

const TELL =
  FUNCTIONS +
  TABLES.flatMap((table) =>
    OPERATIONS.map(
      ({
        name,
        rows,
      }) => `CREATE TRIGGER ${table}_tell_${name} AFTER ${name.toUpperCase()} ON ${table} REFERENCING ${rows} TABLE AS changed
  FOR EACH STATEMENT ${table === 'participants' ? '' : 'WHEN (pg_trigger_depth() = 0) '}EXECUTE FUNCTION tell_changes('${topicOf(table)}');`,
    ),
  ).join('\n')
