import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import type { Gradually } from './gradually'

/**
 * An event may end on the day after its date. No service may take place outside of the hours of its date, whoever
 * writes it. Only new and moved rows are checked, so older rows stay until somebody moves them.
 */
export const gradually: Gradually = async ({ briefly }) => {
  await briefly(OUTSIDE)
  for (const [name, trigger] of Object.entries(TRIGGERS)) {
    await briefly(`DO $do$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = '${name}') THEN
        CREATE CONSTRAINT TRIGGER ${name} ${trigger};
      END IF;
    END $do$`)
  }
}

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

const OUTSIDE = `
CREATE OR REPLACE FUNCTION refuse_service_outside_day() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  outside record;
BEGIN
  IF TG_TABLE_NAME = 'occurrences' THEN
    PERFORM 1 FROM event_days WHERE id = NEW.event_day_id FOR SHARE;
    SELECT o.id, o.date, o.starts_at < d.starts_at OR o.starts_at >= d.ends_at AS begins INTO outside
      FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
     WHERE o.id = NEW.id AND o.status = 'scheduled' AND (o.starts_at < d.starts_at OR o.ends_at > d.ends_at);
  ELSE
    SELECT o.id, o.date, o.starts_at < d.starts_at OR o.starts_at >= d.ends_at AS begins INTO outside
      FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
     WHERE d.id = NEW.id AND o.status = 'scheduled' AND (o.starts_at < d.starts_at OR o.ends_at > d.ends_at)
     ORDER BY o.id LIMIT 1;
  END IF;
  IF outside.id IS NOT NULL THEN
    RAISE EXCEPTION 'VALIDATION' USING ERRCODE = 'PR409',
      DETAIL = json_build_object('occurrence', outside.id, 'date', outside.date, 'errors', json_build_array(
        json_build_object('path', CASE WHEN outside.begins THEN 'startsAt' ELSE 'endsAt' END,
          'message', 'fieldOutsideEvent')))::text;
  END IF;
  RETURN NULL;
END $$;
`

const CHECK = 'DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW'

const TRIGGERS = {
  occurrences_new_outside_day: `AFTER INSERT ON occurrences ${CHECK}
    EXECUTE FUNCTION refuse_service_outside_day()`,
  occurrences_moved_outside_day: `AFTER UPDATE OF starts_at, ends_at, status, event_day_id ON occurrences ${CHECK}
    WHEN (NEW.status = 'scheduled' AND (NEW.starts_at, NEW.ends_at, NEW.status, NEW.event_day_id)
      IS DISTINCT FROM (OLD.starts_at, OLD.ends_at, OLD.status, OLD.event_day_id))
    EXECUTE FUNCTION refuse_service_outside_day()`,
  event_days_moved_from_service: `AFTER UPDATE OF starts_at, ends_at ON event_days ${CHECK}
    WHEN (NEW.starts_at > OLD.starts_at OR NEW.ends_at < OLD.ends_at)
    EXECUTE FUNCTION refuse_service_outside_day()`,
}

const UP = `
ALTER TABLE "events" ADD COLUMN "ends_next_day" boolean DEFAULT false NOT NULL;
ALTER TABLE "event_days" ADD COLUMN "ends_next_day" boolean DEFAULT false NOT NULL;
ALTER TABLE events DROP CONSTRAINT events_end_after_start;
-- An event lasts less than a day: what ends on the next one ends before the time of its start.
ALTER TABLE events ADD CONSTRAINT events_end_after_start
  CHECK (CASE WHEN ends_next_day THEN end_time < start_time ELSE end_time > start_time END);
`

const DOWN = `
DROP TRIGGER occurrences_new_outside_day ON occurrences;
DROP TRIGGER occurrences_moved_outside_day ON occurrences;
DROP TRIGGER event_days_moved_from_service ON event_days;
DROP FUNCTION refuse_service_outside_day();
ALTER TABLE events DROP CONSTRAINT events_end_after_start;
ALTER TABLE "events" DROP COLUMN "ends_next_day";
ALTER TABLE "event_days" DROP COLUMN "ends_next_day";
ALTER TABLE events ADD CONSTRAINT events_end_after_start CHECK (end_time > start_time);
`
