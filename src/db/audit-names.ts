import { text, uuid } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

const NAMES_IN_LOG = statement(
  'names-in-log',
  `WITH asked AS MATERIALIZED (SELECT unnest($1::uuid[]) AS id)
   SELECT id, name FROM users JOIN asked USING (id)
   UNION ALL SELECT id, name FROM volunteers JOIN asked USING (id)
   UNION ALL SELECT id, name FROM integrations JOIN asked USING (id)
   UNION ALL SELECT id, title FROM events JOIN asked USING (id)
   UNION ALL SELECT id, title FROM places JOIN asked USING (id)
   UNION ALL SELECT id, title FROM services JOIN asked USING (id)
   UNION ALL SELECT d.id, e.title || ', ' || to_char(d.date::date, 'DD.MM.YYYY') FROM event_days d
     JOIN asked USING (id) JOIN events e ON e.id = d.event_id
   UNION ALL SELECT o.id, e.title || ', ' || to_char(o.date::date, 'DD.MM.YYYY') FROM occurrences o
     JOIN asked USING (id) JOIN events e ON e.id = o.event_id
   UNION ALL SELECT p.id, e.title || ', ' || to_char(o.date::date, 'DD.MM.YYYY') FROM participants p
     JOIN asked USING (id) JOIN occurrences o ON o.id = p.occurrence_id JOIN events e ON e.id = o.event_id`,
  { id: uuid, name: text },
)

/**
 * Current names for the ids in the log: who acted, and on what. Visitors are left out, because the log must not become
 * a way to look people up. One statement for a whole list; deleted records have no name.
 */
export const namesInLog = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.rows(NAMES_IN_LOG, [ids.filter((id) => UUID.test(id))])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
