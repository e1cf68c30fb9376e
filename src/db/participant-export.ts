import type { Payload } from 'payload'
import { COLUMNS, type ColumnId, type Row } from '@/domain/exports/columns'
import { int, nullable, text } from './rows'
import { dbOn, poolOf } from './sql'
import { partOf, statement } from './statement'

export type ExportFilter = {
  service: string | null
  place: string | null
  status: string | null
  from: string | null
  to: string | null
  registeredFrom: string | null
  registeredTo: string | null
}

/** Dates and times are local to the place. */
const EXPRESSION: Record<ColumnId, string> = {
  event: 'e.title',
  service: 's.title',
  date: 'o.date',
  time: `to_char(o.starts_at AT TIME ZONE pl.timezone, 'HH24:MI') || '–' ||
         to_char(o.ends_at AT TIME ZONE pl.timezone, 'HH24:MI') ||
         -- The date is that of the evening before.
         CASE WHEN to_char(o.starts_at AT TIME ZONE pl.timezone, 'YYYY-MM-DD') > o.date THEN ' (+1)' ELSE '' END`,
  place: 'pl.title',
  fullName: 'v.full_name',
  phone: 'v.phone',
  cardNumber: 'v.card_number',
  status: 'p.status::text',
  comment: 'p.comment',
  bookedBy: `CASE p.booked_by_relation_to
      WHEN 'users' THEN (SELECT name FROM users WHERE id::text = p.booked_by_value)
      WHEN 'volunteers' THEN (SELECT name FROM volunteers WHERE id::text = p.booked_by_value)
      WHEN 'integrations' THEN (SELECT name FROM integrations WHERE id::text = p.booked_by_value) END`,
  bookedAt: `to_char(p.booked_at AT TIME ZONE pl.timezone, 'YYYY-MM-DD HH24:MI')`,
}

const FROM = `
  FROM participants p
  JOIN occurrences o ON o.id = p.occurrence_id
  JOIN places pl ON pl.id = o.place_id
  JOIN events e ON e.id = o.event_id
  JOIN services s ON s.id = o.service_id
  JOIN visitors v ON v.id = p.visitor_id
 WHERE ($1::uuid IS NULL OR o.service_id = $1)
   AND ($2::uuid IS NULL OR o.place_id = $2)
   AND ($3::text IS NULL OR p.status::text = $3)
   AND ($4::text IS NULL OR o.date >= $4)
   AND ($5::text IS NULL OR o.date <= $5)
   AND ($6::text IS NULL OR p.booked_at >= $6::timestamp AT TIME ZONE pl.timezone)
   AND ($7::text IS NULL OR p.booked_at < ($7::timestamp + interval '1 day') AT TIME ZONE pl.timezone)`

const SELECTED = (columns: readonly ColumnId[]): string =>
  `SELECT ${columns.map((id) => `${EXPRESSION[id]} AS "${id}"`).join(', ')} ${FROM}
    ORDER BY o.date, o.starts_at, o.id, v.full_name, p.id`

const CELL = nullable(text)

/** All possible columns, to be compared with the database. An export selects some of them. */
const ROWS = statement('export-rows', SELECTED(COLUMNS), {
  event: CELL,
  service: CELL,
  date: CELL,
  time: CELL,
  place: CELL,
  fullName: CELL,
  phone: CELL,
  cardNumber: CELL,
  status: CELL,
  comment: CELL,
  bookedBy: CELL,
  bookedAt: CELL,
} satisfies Record<ColumnId, typeof CELL>)

const TOTAL = statement('export-total', `SELECT count(*)::int AS total ${FROM}`, { total: int })

const BATCH = 1000

export type Opened = { total: number; rows: AsyncGenerator<Row>; close: () => Promise<void> }

/**
 * Reads an export in batches of a thousand rows. The total and the rows come from one snapshot. While the reader
 * pauses, only a connection is kept and no memory. `rows` ends when everything has been read or on `close`.
 */
export const openExport = async (
  payload: Payload,
  columns: readonly ColumnId[],
  filter: ExportFilter,
): Promise<Opened> => {
  const client = await poolOf(payload).connect()
  let broken: Error | undefined
  // The server may end the connection while nobody reads. Without a listener the error would end this process.
  const onError = (error: Error): void => void (broken = error)
  client.on('error', onError)
  let closed = false
  const close = async (): Promise<void> => {
    if (closed) return
    closed = true
    await client.query('ROLLBACK').catch(onError)
    client.off('error', onError)
    client.release(broken)
  }
  const values = [
    filter.service,
    filter.place,
    filter.status,
    filter.from,
    filter.to,
    filter.registeredFrom,
    filter.registeredTo,
  ]
  const batch = partOf(ROWS, columns, `FETCH ${BATCH} FROM export_rows`)
  const read = async function* (): AsyncGenerator<Row> {
    try {
      for (;;) {
        const rows = await dbOn(client).rows(batch)
        yield* rows
        if (rows.length < BATCH) return
      }
    } finally {
      await close()
    }
  }
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    // Allows ten minutes for a slow download instead of thirty seconds.
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = '10min'; SET LOCAL statement_timeout = '5min'`)
    const [counted] = await dbOn(client).rows(TOTAL, values)
    await client.query(`DECLARE export_rows NO SCROLL CURSOR FOR ${SELECTED(columns)}`, values)
    return { total: counted?.total ?? 0, rows: read(), close }
  } catch (error) {
    await close()
    throw error
  }
}
