import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Payload } from 'payload'
import type { ClientBase, PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { text } from './rows'
import { dbOn, poolOf, type Db } from './sql'
import { statement } from './statement'

export type Value = string | number | boolean | Date | null

/** Loads many rows into known tables. The triggers don't run, so the caller has to compute their counters. */
export type Bulk = {
  copy: (table: string, columns: readonly string[], rows: Iterable<readonly Value[]>) => Promise<void>
  rows: Db['rows']
}

/**
 * Runs `load` in one transaction without the triggers, foreign keys and indexes of `tables`. They are restored before
 * the commit, which checks keys and indexes over all rows at once. The tables are locked meanwhile, so nobody else can
 * write without the triggers.
 */
export const bulkLoad = async (
  payload: Payload,
  tables: readonly string[],
  load: (bulk: Bulk) => Promise<void>,
): Promise<void> => {
  const client = await poolOf(payload).connect()
  try {
    await client.query(
      `BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
       SET LOCAL maintenance_work_mem = '256MB'`,
    )
    await client.query(`LOCK TABLE ${tables.join(', ')} IN ACCESS EXCLUSIVE MODE`)
    const restore = await takeAway(client, tables)
    await load(bulkOver(client))
    for (const statement of restore) await client.query(statement)
    await client.query('COMMIT')
    for (const table of tables) await client.query(`ANALYZE ${table}`)
    client.release()
  } catch (error) {
    // Don't return the connection to the pool: the settings of the load would stay on it.
    client.release(true)
    throw error
  }
}

const DROPPED = statement(
  'indexes-and-keys-of',
  `SELECT format('DROP INDEX %I', i.relname) AS drop, pg_get_indexdef(x.indexrelid) AS restore
     FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
    WHERE x.indrelid = $1::regclass AND NOT x.indisprimary
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
   UNION ALL
   SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
          format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
     FROM pg_constraint c WHERE c.conrelid = $1::regclass AND c.contype = 'f'`,
  { drop: text, restore: text },
)

/** Restores each trigger's own mode: normal, ALWAYS or REPLICA. A trigger that was disabled before stays disabled. */
const TRIGGERS = statement(
  'triggers-of',
  `SELECT format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
                 CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname) AS restore
     FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal AND tgenabled <> 'D'`,
  { restore: text },
)

/** Returns the statements that restore everything: indexes first, because the keys need them. */
export const takeAway = async (client: ClientBase, tables: readonly string[]): Promise<string[]> => {
  const restore: string[] = []
  for (const table of tables) {
    const triggers = await dbOn(client).rows(TRIGGERS, [table])
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    for (const dropped of await dbOn(client).rows(DROPPED, [table])) {
      await client.query(dropped.drop)
      restore.push(dropped.restore)
    }
    restore.push(...triggers.map((trigger) => trigger.restore))
  }
  return [...restore.filter((one) => one.startsWith('CREATE')), ...restore.filter((one) => !one.startsWith('CREATE'))]
}

const bulkOver = (client: PoolClient): Bulk => ({
  copy: (table, columns, rows) =>
    pipeline(Readable.from(chunks(rows)), client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`))),
  rows: dbOn(client).rows,
})

/** Chunks of thousands of rows: one write per row would cost more than the row itself. */
function* chunks(rows: Iterable<readonly Value[]>): Generator<Buffer> {
  let lines = ''
  for (const row of rows) {
    lines += `${row.map(inCopy).join('\t')}\n`
    if (lines.length > 262_144) {
      yield Buffer.from(lines)
      lines = ''
    }
  }
  if (lines !== '') yield Buffer.from(lines)
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

const inCopy = (value: Value): string => {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'string' ? value.replace(/[\\\t\n\r]/g, (letter) => ESCAPES[letter] ?? letter) : String(value)
}
