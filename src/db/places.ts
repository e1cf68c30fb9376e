import type { Db } from './sql'

/** The time zone of each place. */
export const zonesOfPlaces = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.rows<{ id: string; timezone: string }>(
    'SELECT id, timezone FROM places WHERE id = ANY ($1::uuid[])',
    [ids],
    'zones-of-places',
  )
  return new Map(rows.map(({ id, timezone }) => [id, timezone]))
}
