import type { Pool } from 'pg'

/**
 * Checks what must always be true of the database, using the rows themselves and never our counters. Returns the
 * violations in words, so tests assert an empty list.
 */
export const violations = async (pool: Pool): Promise<string[]> => {
  const { rows } = await pool.query<{ what: string }>(`
    WITH active AS (SELECT * FROM participants WHERE status <> 'cancelled')
    SELECT format('occurrence %s: %s people in %s places', o.id, n.people, o.capacity) AS what
      FROM occurrences o JOIN (SELECT occurrence_id, count(*) AS people FROM active
        GROUP BY 1) n ON n.occurrence_id = o.id WHERE n.people > o.capacity
    UNION ALL
    SELECT format('day %s: %s people in %s places', d.id, n.people, d.capacity)
      FROM event_days d JOIN (SELECT event_day_id, count(DISTINCT visitor_id) AS people FROM active
        GROUP BY 1) n ON n.event_day_id = d.id WHERE n.people > d.capacity
    UNION ALL
    SELECT format('occurrence %s: counted %s, there are %s', o.id, o.participants, coalesce(n.people, 0))
      FROM occurrences o LEFT JOIN (SELECT occurrence_id, count(*) AS people FROM active
        GROUP BY 1) n ON n.occurrence_id = o.id WHERE o.participants <> coalesce(n.people, 0)
    UNION ALL
    SELECT format('day %s: counted %s, there are %s', d.id, d.participants, coalesce(n.people, 0))
      FROM event_days d LEFT JOIN (SELECT event_day_id, count(DISTINCT visitor_id) AS people FROM active
        GROUP BY 1) n ON n.event_day_id = d.id WHERE d.participants <> coalesce(n.people, 0)
    UNION ALL
    SELECT format('visitor %s twice on %s', visitor_id, occurrence_id) FROM participants
      GROUP BY visitor_id, occurrence_id HAVING count(*) > 1
    UNION ALL
    SELECT format('occurrence %s has more places than its day', o.id) FROM occurrences o
      JOIN event_days d ON d.id = o.event_day_id WHERE o.capacity > d.capacity
    UNION ALL
    SELECT format('participant %s is filed under another day', b.id) FROM participants b
      JOIN occurrences o ON o.id = b.occurrence_id WHERE b.event_day_id IS DISTINCT FROM o.event_day_id
    UNION ALL
    SELECT format('visitor %s is in two places at once: %s and %s', a.visitor_id, a.occurrence_id, b.occurrence_id)
      FROM active a JOIN active b ON b.visitor_id = a.visitor_id AND b.id > a.id
      JOIN occurrences ao ON ao.id = a.occurrence_id JOIN occurrences bo ON bo.id = b.occurrence_id
      JOIN services sa ON sa.id = ao.service_id JOIN services sb ON sb.id = bo.service_id
     WHERE ao.starts_at < bo.ends_at AND bo.starts_at < ao.ends_at AND NOT coalesce(sa.allow_overlap, false)
       AND NOT coalesce(sb.allow_overlap, false)
    UNION ALL
    SELECT format('booked %s without an audit entry', b.id) FROM active b WHERE b.booked_by_value IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM audit_log l WHERE l.subject_id = b.id::text AND l.action = 'participant.booked')
  `)
  return rows.map(({ what }) => what)
}
