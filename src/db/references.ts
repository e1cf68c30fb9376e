import { int, list, nullable, text } from './rows'
import type { Db } from './sql'
import { statement } from './statement'

type Pointer = { collection: string; table: string; column: string; owner?: string }

const pointer = ({ collection, table, column, owner = 'id' }: Pointer) => ({
  collection,
  count: statement(
    `references-by-${collection}-${table}-${column}`,
    `SELECT count(DISTINCT ${owner})::int AS count, (array_agg(DISTINCT ${owner}::text))[1:20] AS ids
       FROM ${table} WHERE ${column} = $1`,
    { count: int, ids: nullable(list(text)) },
  ),
})

const BOOKERS = [pointer({ collection: 'participants', table: 'participants', column: 'booked_by_value' })]

/** The columns that reference a collection, and the API collections they belong to. */
const POINTERS = {
  places: [
    pointer({ collection: 'events', table: 'events', column: 'place_id' }),
    pointer({ collection: 'event-days', table: 'event_days', column: 'place_id' }),
    pointer({ collection: 'occurrences', table: 'occurrences', column: 'place_id' }),
  ],
  services: [
    pointer({ collection: 'events', table: 'events_services', column: 'service_id', owner: '_parent_id' }),
    pointer({ collection: 'occurrences', table: 'occurrences', column: 'service_id' }),
  ],
  visitors: [
    pointer({ collection: 'participants', table: 'participants', column: 'visitor_id' }),
    pointer({ collection: 'visitors', table: 'visitors', column: 'merged_into_id' }),
  ],
  volunteers: BOOKERS,
  users: BOOKERS,
  integrations: BOOKERS,
  media: [pointer({ collection: 'visitors', table: 'visitors', column: 'photo_id' })],
}

export type Referenced = keyof typeof POINTERS

export type Reference = { collection: string; count: number; ids: string[] }

/** The records that reference this one: the count and the first 20 ids per collection. Empty if there are none. */
export const referencesTo = async (db: Db, to: Referenced, id: string): Promise<Reference[]> => {
  const found: Reference[] = []
  for (const { collection, count } of POINTERS[to]) {
    const [row] = await db.rows(count, [id])
    if (row && row.count > 0) found.push({ collection, count: row.count, ids: row.ids ?? [] })
  }
  return found
}
