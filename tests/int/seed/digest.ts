import { createHash } from 'node:crypto'
import type pg from 'pg'

/** The people and plans in a database, without ids and times of creation. */
const CONTENT = [
  `SELECT last_name, first_name, middle_name, card_number, phone, birth_year, comment, status, consent_given_at
    FROM visitors ORDER BY card_number`,
  `SELECT least(a.card_number, b.card_number), greatest(a.card_number, b.card_number) FROM distinct_visitors d
    JOIN visitors a ON a.id = d.a JOIN visitors b ON b.id = d.b ORDER BY 1, 2`,
  `SELECT e.title, p.title AS place, type, date, rrule, start_time, capacity, last_date, expanded_until, archived_at
    FROM events e JOIN places p ON p.id = e.place_id ORDER BY e.title, date`,
  `SELECT e.title, d.date, d.status, d.cancel_reason, d.capacity, d.participants FROM event_days d
    JOIN events e ON e.id = d.event_id ORDER BY 1, 2`,
  `SELECT e.title, s.title AS service, o.starts_at, o.ends_at, o.capacity, o.participants, o.status, o.edited
    FROM occurrences o JOIN events e ON e.id = o.event_id JOIN services s ON s.id = o.service_id ORDER BY 1, 2, 3`,
  `SELECT v.card_number, s.title, o.starts_at, b.status, b.comment, b.source, b.booked_at, b.cancelled_at,
    b.cancel_reason, w.name
     FROM participants b JOIN visitors v ON v.id = b.visitor_id JOIN occurrences o ON o.id = b.occurrence_id
       JOIN services s ON s.id = o.service_id
     LEFT JOIN volunteers w ON w.id::text = b.booked_by_value ORDER BY 1, 3, 2`,
  `SELECT action, subject, actor_kind, count(*) FROM audit_log GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  `SELECT kind, status, count(*), sum(jsonb_array_length(payload->'participants')) FROM messages GROUP BY 1, 2
    ORDER BY 1, 2`,
]

export const digest = async (pool: pg.Pool): Promise<string> => {
  const hash = createHash('sha256')
  for (const text of CONTENT) hash.update(JSON.stringify((await pool.query(text)).rows))
  return hash.digest('hex')
}

/** Every rule that the guards enforce, checked on the rows themselves. Each query returns violations. */
export const BROKEN = {
  'occurrences counted wrong': `SELECT o.id FROM occurrences o WHERE participants <> (SELECT count(*)
    FROM participants b WHERE b.occurrence_id = o.id AND b.status <> 'cancelled')`,
  'event days counted wrong': `SELECT d.id FROM event_days d WHERE participants <> (SELECT count(DISTINCT visitor_id)
    FROM participants b WHERE b.event_day_id = d.id AND b.status <> 'cancelled')`,
  'over capacity': `SELECT id FROM occurrences WHERE participants > capacity UNION ALL SELECT id FROM event_days
    WHERE participants > capacity`,
  'service above its day': `SELECT o.id FROM occurrences o JOIN event_days d ON d.id = o.event_day_id
    WHERE o.capacity > d.capacity`,
  'participant on another day': `SELECT b.id FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
    WHERE b.event_day_id IS DISTINCT FROM o.event_day_id`,
  'overlapping bookings': `SELECT a.id FROM participants a JOIN participants b ON b.visitor_id = a.visitor_id
    AND b.id > a.id AND b.status <> 'cancelled'
      JOIN occurrences x ON x.id = a.occurrence_id JOIN occurrences y ON y.id = b.occurrence_id
        AND x.starts_at < y.ends_at AND y.starts_at < x.ends_at AND NOT (x.edited OR y.edited)
      JOIN services s ON s.id = x.service_id AND NOT coalesce(s.allow_overlap, false)
        JOIN services t ON t.id = y.service_id AND NOT coalesce(t.allow_overlap, false)
     WHERE a.status <> 'cancelled'`,
  'on a cancelled date': `SELECT b.id FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
    WHERE b.status <> 'cancelled' AND o.status = 'cancelled'`,
  'new but attended a registration': `SELECT v.id FROM visitors v JOIN participants b ON b.visitor_id = v.id
    AND b.status = 'attended' JOIN occurrences o ON o.id = b.occurrence_id JOIN services s ON s.id = o.service_id
    AND s.registration WHERE v.status = 'new'`,
  'new but booked elsewhere': `SELECT v.id FROM visitors v JOIN participants b ON b.visitor_id = v.id
    JOIN occurrences o ON o.id = b.occurrence_id JOIN services s ON s.id = o.service_id
    AND NOT coalesce(s.registration, false) WHERE v.status = 'new'`,
  'marked before its day': `SELECT b.id FROM participants b JOIN occurrences o ON o.id = b.occurrence_id
    WHERE b.status IN ('attended', 'noShow') AND o.starts_at > now() + interval '1 day'`,
} as const

export const brokenRules = async (pool: pg.Pool): Promise<string[]> => {
  const broken: string[] = []
  for (const [rule, text] of Object.entries(BROKEN)) if (((await pool.query(text)).rowCount ?? 0) > 0) broken.push(rule)
  return broken
}
