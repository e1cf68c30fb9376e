import type { Pool } from 'pg'

/**
 * Takes the locks away and leaves everything else: the same counts, the same refusals, the same order.
 * This is what "count, then insert" looks like. A race test that still passes with it proves nothing.
 */
export const removeLocks = async (pool: Pool): Promise<void> => {
  await pool.query(`
    ALTER TABLE occurrences DROP CONSTRAINT occurrences_within_capacity;
    ALTER TABLE event_days DROP CONSTRAINT event_days_within_capacity;
    CREATE OR REPLACE FUNCTION lock_for_booking(visitor uuid, wanted uuid[]) RETURNS void LANGUAGE sql AS $$
      SELECT NULL::void $$;
    CREATE OR REPLACE FUNCTION take_or_free_place() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE taken int; people int; counted boolean; o record; d record;
    BEGIN
      IF TG_OP = 'UPDATE' AND (NEW.status = 'cancelled') = (OLD.status = 'cancelled') THEN RETURN NEW; END IF;
      SELECT * INTO o FROM occurrences WHERE id = NEW.occurrence_id;
      NEW.event_day_id := o.event_day_id;
      SELECT * INTO d FROM event_days WHERE id = o.event_day_id;
      SELECT count(*) INTO taken FROM participants WHERE occurrence_id = NEW.occurrence_id AND status <> 'cancelled';
      SELECT count(DISTINCT visitor_id), bool_or(visitor_id = NEW.visitor_id) INTO people, counted FROM participants
        WHERE event_day_id = d.id AND status <> 'cancelled';
      IF NEW.status <> 'cancelled' THEN
        IF taken >= o.capacity THEN RAISE EXCEPTION 'OCCURRENCE_FULL' USING ERRCODE = 'PR409'; END IF;
        IF people >= d.capacity AND NOT coalesce(counted, false) THEN RAISE EXCEPTION 'EVENT_FULL' USING ERRCODE =
          'PR409'; END IF;
        PERFORM pg_sleep(0.02);
        UPDATE occurrences SET participants = taken + 1 WHERE id = o.id;
        IF NOT coalesce(counted, false) THEN UPDATE event_days SET participants = people + 1 WHERE id = d.id; END IF;
      ELSE
        UPDATE occurrences SET participants = greatest(taken - 1, 0) WHERE id = o.id;
      END IF;
      RETURN NEW;
    END $$;
  `)
}
