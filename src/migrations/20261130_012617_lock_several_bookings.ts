import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'

/** Bookings of one occurrence that come together take their locks together: docs/decisions/048. */
export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql.raw(UP))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql.raw(DOWN))
}

/** The second half of the locks of a booking, after the visitors: days, then occurrences, each in id order. */
const LOCK_DAYS = `
  SELECT array_agg(DISTINCT event_day_id ORDER BY event_day_id) INTO days FROM occurrences WHERE id = ANY (wanted);
  FOR i IN 1 .. coalesce(array_length(days, 1), 0) LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(days[i]::text, 0));
  END LOOP;
  PERFORM 1 FROM event_days WHERE id = ANY (days) ORDER BY id FOR NO KEY UPDATE;
  PERFORM 1 FROM occurrences WHERE id = ANY (wanted) ORDER BY id FOR NO KEY UPDATE;`

// A visitor who is locked by another transaction is left out: nobody waits for somebody else's visitor.
const UP = `
CREATE FUNCTION lock_for_bookings(people uuid[], wanted uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  days uuid[];
  locked uuid[];
BEGIN
  SELECT array_agg(id) INTO locked FROM (
    SELECT id FROM visitors WHERE id = ANY (people) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED) v;
  ${LOCK_DAYS}
  RETURN QUERY SELECT unnest(locked);
END $$;
`
const DOWN = 'DROP FUNCTION lock_for_bookings(uuid[], uuid[]);'
