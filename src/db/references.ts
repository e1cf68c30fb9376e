import type { Db } from './sql'

/** Which columns point at a collection: [collection as the API names it, table, column]. */
const POINTERS = {
  places: [
    ['events', 'events', 'place_id'],
    ['event-days', 'event_days', 'place_id'],
    ['occurrences', 'occurrences', 'place_id'],
  ],
  services: [
    ['events', 'events_services', 'service_id'],
    ['occurrences', 'occurrences', 'service_id'],
  ],
  visitors: [['participants', 'participants', 'visitor_id']],
  volunteers: [['participants', 'participants', 'booked_by_value']],
  users: [['participants', 'participants', 'booked_by_value']],
  integrations: [['participants', 'participants', 'booked_by_value']],
  media: [['visitors', 'visitors', 'photo_id']],
} as const

export type Referenced = keyof typeof POINTERS

export type Reference = { collection: string; count: number; ids: string[] }

/** Who points at a record: per collection how many, and the first 20 ids. Empty when nobody does. */
export const referencesTo = async (db: Db, collection: Referenced, id: string): Promise<Reference[]> => {
  const found: Reference[] = []
  for (const [name, table, column] of POINTERS[collection]) {
    const owner = table === 'events_services' ? '_parent_id' : 'id'
    const [row] = await db.rows<{ count: number; ids: string[] | null }>(
      `SELECT count(DISTINCT ${owner})::int AS count, (array_agg(DISTINCT ${owner}::text))[1:20] AS ids FROM ${table} WHERE ${column} = $1`,
      [id],
    )
    if (row && row.count > 0) found.push({ collection: name, count: row.count, ids: row.ids ?? [] })
  }
  return found
}
