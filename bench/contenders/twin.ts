import type { Pool } from 'pg'

/**
 * Copies a table with all rows and indexes but without triggers. On an empty table a baseline would not pay for large
 * indexes, as everybody has to.
 */
export const twinOf = async (pool: Pool, table: string, twin: string): Promise<void> => {
  const client = await pool.connect()
  try {
    await client.query(`SET statement_timeout = 0; SET maintenance_work_mem = '256MB'`)
    const { rows: exists } = await client.query(`SELECT 1 FROM pg_class WHERE oid = to_regclass($1)`, [twin])
    if (exists.length > 0) return
    await client.query(
      `CREATE TABLE ${twin} (LIKE ${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS); INSERT INTO ${twin} SELECT *
        FROM ${table}`,
    )
    const { rows } = await client.query<{ name: string; text: string }>(
      `SELECT indexname AS name, indexdef AS text FROM pg_indexes WHERE schemaname = 'public' AND tablename = $1`,
      [table],
    )
    for (const { name, text } of rows)
      await client.query(
        text.replace(name, `${twin}_${name}`.slice(0, 60)).replace(/ ON public\.\w+ /, ` ON public.${twin} `),
      )
    await client.query(`VACUUM (ANALYZE) ${twin}`)
  } finally {
    await client.query('RESET ALL')
    client.release()
  }
}
