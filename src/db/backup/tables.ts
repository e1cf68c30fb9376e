import pg from 'pg'

/** What a backup compares: how many rows there are, and a sum over all of them that no order changes. */
export type Digest = { rows: number; sum: string }

export type Table = { name: string; columns: string[] }

/** The names of what has been run tell the shape; a place that is restored to writes its own. */
export const MIGRATIONS = 'payload_migrations'

/** A connection of its own, without the limits of requests, that writes every value in one way wherever it is. */
export const connectForCopy = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    options: [
      'statement_timeout=0',
      'lock_timeout=30s',
      'idle_in_transaction_session_timeout=0',
      'idle_session_timeout=0',
      'client_encoding=UTF8',
      'DateStyle=ISO',
      'IntervalStyle=postgres',
      'TimeZone=UTC',
      'extra_float_digits=1',
      'bytea_output=hex',
    ]
      .map((setting) => `-c ${setting}`)
      .join(' '),
  })
  client.on('error', () => undefined) // what breaks meets the statement that runs
  await client.connect()
  return client
}

export const quoted = (name: string): string => pg.escapeIdentifier(name)

/** Every table of ours with the columns that hold something of their own. */
export const tablesOf = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Table>(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname`)
  return rows
}

export const digestOf = async (client: pg.Client, { name, columns }: Table): Promise<Digest> => {
  const row = `ROW(${columns.map(quoted).join(', ')})::text`
  const { rows } = await client.query<{ rows: string; sum: string }>(
    `SELECT count(*) AS rows, coalesce(sum(('x' || encode(substr(sha256(convert_to(${row}, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::numeric), 0) AS sum FROM ${quoted(name)}`,
  )
  return { rows: Number(rows[0]?.rows ?? 0), sum: rows[0]?.sum ?? '0' }
}

export type SequenceValue = { name: string; last: string; called: boolean }

/** Sequences belong to no snapshot: read after the rows they are never behind them. */
export const sequencesOf = async (client: pg.Client): Promise<SequenceValue[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname`,
  )
  const values: SequenceValue[] = []
  for (const { name } of rows) {
    const found = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${quoted(name)}`,
    )
    if (found.rows[0]) values.push({ name, ...found.rows[0] })
  }
  return values
}

export const appliedMigrations = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(`SELECT name FROM ${MIGRATIONS} WHERE batch > 0 ORDER BY name`)
  return rows.map(({ name }) => name)
}
