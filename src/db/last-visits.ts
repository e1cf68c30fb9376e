import { nullable, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const LAST_VISITS = prepared(
  'last-visits',
  `SELECT v.id, (SELECT max(o.date) FROM participants p JOIN occurrences o ON o.id = p.occurrence_id
                  WHERE p.visitor_id = v.id AND p.status = 'attended') AS date
     FROM unnest($1::uuid[]) AS v (id)`,
  { id: uuid, date: nullable(text) },
)

/** The dates of the last attended visits of these people. */
export const lastVisitsOf = async (db: Db, visitors: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (visitors.length === 0) return new Map()
  const rows = await db.rows(LAST_VISITS, [visitors])
  return new Map(rows.flatMap(({ id, date }): [string, string][] => (date === null ? [] : [[id, date]])))
}
