import { text, uuid } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const ZONES_OF_PLACES = prepared('zones-of-places', 'SELECT id, timezone FROM places WHERE id = ANY ($1::uuid[])', {
  id: uuid,
  timezone: text,
})

/** The time zone of each place. */
export const zonesOfPlaces = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.rows(ZONES_OF_PLACES, [ids])
  return new Map(rows.map(({ id, timezone }) => [id, timezone]))
}
