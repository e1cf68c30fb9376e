import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Failure } from '@/machine/failure'
import { migrations as known } from '@/migrations'
import { takeAway } from '../bulk-copy'
import { bool, text } from '../rows'
import { dbOn } from '../sql'
import { statement } from '../statement'
import {
  connectForCopy,
  digestOf,
  MIGRATIONS,
  quoted,
  tablesOf,
  type Digest,
  type SequenceValue,
  type Table,
} from './tables'

export type Loading = {
  tables: Table[]
  /** Where the rows of one table are written to, as COPY reads them. */
  rows: (table: Table) => NodeJS.WritableStream
  setSequences: (values: readonly SequenceValue[]) => Promise<void>
}

/** Why this code can not make a place of that shape, or null. */
export const unknownShape = (wanted: readonly string[]): string | null =>
  wanted.find((name) => !known.some((one) => one.name === name)) ?? null

/** How many tables are in the way. */
export const countTables = async (url: string): Promise<number> => {
  const client = await connectForCopy(url)
  try {
    return (await tablesOf(client)).length
  } finally {
    await client.end()
  }
}

/**
 * Makes the tables as the backup knew them and loads all rows in one transaction, with the triggers, foreign keys
 * and indexes away: they would count again what is counted. Coming back, keys and indexes are checked over
 * everything. Whoever owns the tables may do this; it takes no superuser.
 */
export const loadInto = async (
  url: string,
  wanted: readonly string[],
  load: (loading: Loading) => Promise<void>,
): Promise<void> => {
  const client = await connectForCopy(url)
  try {
    await makeShape(client, wanted)
    const tables = (await tablesOf(client)).filter(({ name }) => name !== MIGRATIONS)
    const names = tables.map(({ name }) => quoted(name))
    await client.query('BEGIN')
    await client.query(
      `SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL synchronous_commit = on;
       LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`,
    )
    const restore = await takeAway(client, names)
    await client.query(`TRUNCATE ${names.join(', ')}`)
    await load({
      tables,
      rows: ({ name, columns }) =>
        client.query(copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`)),
      setSequences: async (values) => {
        for (const { name, last, called } of values)
          await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted(name), last, called])
      },
    })
    for (const one of restore) await client.query(one)
    await client.query('COMMIT')
    await client.query('ANALYZE')
  } finally {
    await client.end()
  }
}

/** The migrations of that time, each in a transaction, by a connection that nothing else is behind. */
const makeShape = async (client: pg.Client, wanted: readonly string[]): Promise<void> => {
  for (const [index, migration] of known.filter(({ name }) => wanted.includes(name)).entries()) {
    await client.query('BEGIN')
    // A migration is given Payload too and uses none of it: it has to run on every later version of the code.
    await (migration.up as (args: { db: unknown }) => Promise<void>)({ db: drizzle(client) })
    await client.query(`INSERT INTO ${MIGRATIONS} (id, name, batch) VALUES (gen_random_uuid(), $1, $2)`, [
      migration.name,
      index + 1,
    ])
    await client.query('COMMIT')
  }
}

/** The first table that does not hold what was written down of it, or null. */
export const firstDifference = async (url: string, expected: ReadonlyMap<string, Digest>): Promise<string | null> => {
  const client = await connectForCopy(url)
  try {
    for (const table of await tablesOf(client)) {
      if (table.name === MIGRATIONS) continue
      const [is, was] = [await digestOf(client, table), expected.get(table.name)]
      if (is.rows !== (was?.rows ?? 0) || (was !== undefined && is.sum !== was.sum)) return table.name
    }
    return null
  } finally {
    await client.end()
  }
}

/** Takes away all that a failed restore has made in a place that was empty before it. */
export const clearPlace = async (url: string): Promise<void> => {
  const client = await connectForCopy(url)
  try {
    await client.query(`
      DO $$ DECLARE what text; BEGIN
        FOR what IN
          SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) FROM pg_class c
           WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP EXECUTE what; END LOOP;
        FOR what IN
          SELECT format('DROP SEQUENCE IF EXISTS %s CASCADE', c.oid::regclass) FROM pg_class c
           WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' LOOP EXECUTE what; END LOOP;
        FOR what IN
          SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
           WHERE pronamespace = 'public'::regnamespace
             AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
          LOOP EXECUTE what; END LOOP;
        FOR what IN
          SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype) FROM pg_type t
           WHERE typnamespace = 'public'::regnamespace AND typtype = 'e' LOOP EXECUTE what; END LOOP;
      END $$`)
  } finally {
    await client.end()
  }
}

const SCRATCH = 'pristan_verify_'

const LEFT_BEHIND = statement(
  'databases-left-behind',
  `SELECT datname AS name FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba
    WHERE datname LIKE $1 AND r.rolname = current_user
      AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)`,
  { name: text },
)
const MAY_CREATE = statement(
  'may-create-databases',
  'SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user',
  { may: bool },
)

/**
 * A database beside the product's own for as long as `work` takes, or null where its user may not make one.
 * What a killed verification has left is taken away first.
 */
export const withScratch = async <Result>(
  url: string,
  work: (scratch: string) => Promise<Result>,
): Promise<Result | null> => {
  const client = await connectForCopy(url)
  const name = `${SCRATCH}${Date.now()}`
  try {
    const left = await dbOn(client).rows(LEFT_BEHIND, [`${SCRATCH}%`])
    for (const one of left) await client.query(`DROP DATABASE ${quoted(one.name)}`)
    const [role] = await dbOn(client).rows(MAY_CREATE)
    if (role?.may !== true) return null
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`)
    try {
      const scratch = new URL(url)
      scratch.pathname = `/${name}`
      return await work(scratch.toString())
    } finally {
      await dropScratch(client, name)
    }
  } finally {
    await client.end()
  }
}

const IN_USE = '55006'

/**
 * FORCE would end sessions, too, but without superuser rights it fails on an autovacuum that is at work in the
 * database. The plain form stops autovacuum by itself, so only the sessions that `work` did not close are ended here.
 */
const dropScratch = async (client: pg.Client, name: string): Promise<void> => {
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) throw error
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user',
      [name],
    )
    await client.query(`DROP DATABASE IF EXISTS ${name}`)
  }
}

export const refuseUnknown = (names: readonly string[], tables: readonly Table[]): void => {
  const missing = names.find((name) => !tables.some((table) => table.name === name))
  if (missing !== undefined)
    throw new Failure(`The backup holds a table ${missing} that this version does not make: nothing was restored.`)
}
