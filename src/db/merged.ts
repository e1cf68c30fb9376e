import { uuid } from './rows'
import type { Db } from './sql'
import { prepared } from './statement'

const LEADS_TO = prepared('leads-to', 'SELECT coalesce(merged_into_id, id) AS id FROM visitors WHERE id = $1', {
  id: uuid,
})

/** The survivor's id if the record was merged, otherwise its own. null: no such visitor. */
export const leadsTo = async (db: Db, id: string): Promise<string | null> => {
  const [row] = await db.rows(LEADS_TO, [id])
  return row?.id ?? null
}

/** All records of the person that `id` belongs to, including the survivor. */
export const RECORDS_OF = (id: string): string =>
  `SELECT r.id FROM visitors asked
     JOIN visitors r ON r.id = coalesce(asked.merged_into_id, asked.id)
                     OR r.merged_into_id = coalesce(asked.merged_into_id, asked.id)
    WHERE asked.id = ${id}`

const RECORDS = prepared('records-of', `${RECORDS_OF('$1')} ORDER BY r.id`, { id: uuid })

export const recordsOf = async (db: Db, id: string): Promise<string[]> =>
  (await db.rows(RECORDS, [id])).map((row) => row.id)
