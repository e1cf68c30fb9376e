import { from as copyFrom } from 'pg-copy-streams'
import { Failure } from '@/machine/failure'
import { migrations as known } from '@/migrations'
import { takeAway } from '../bulk-copy'
import { makeShape } from './shape'
import {
  connectForCopy,
  digestOf,
  MIGRATIONS,
  quoted,
  sequenceNames,
  tablesOf,
  type Digest,
  type SequenceValue,
  type Table,
} from './tables'

export type Loading = {
  tables: Table[]
  /** Takes the rows of one table in the format of COPY. */
  rows: (table: Table) => NodeJS.WritableStream
  setSequences: (values: readonly SequenceValue[]) => Promise<void>
}

/** Why this code can't create that schema, or null. */
export const unknownShape = (wanted: readonly string[]): string | null =>
  wanted.find((name) => !known.some((one) => one.name === name)) ?? null

/** How many tables exist where an empty database is needed. */
export const countTables = async (url: string): Promise<number> => {
  const client = await connectForCopy(url)
  try {
    return (await tablesOf(client)).length
  } finally {
    await client.end()
  }
}

/**
 * Creates the tables as they were in the backup and loads all rows in one transaction. Meanwhile the triggers are
 * disabled, because they would count again what the rows already contain, and foreign keys and indexes are dropped.
 * When keys and indexes are created again, they are checked over all rows. Needs the owner of the tables, not a
 * superuser.
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
        const known = await sequenceNames(client)
        for (const { name, last, called } of values.filter((value) => known.includes(value.name)))
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

/** The first table that differs from its recorded digest, or null. */
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

/** Removes everything that a failed restore created in a database that was empty before. */
export const clearPlace = async (url: string): Promise<void> => {
  const client = await connectForCopy(url)
  try {
    await client.query(`
      DO $$ DECLARE what text; extended oid[]; BEGIN
        extended := ARRAY(SELECT objid FROM pg_depend WHERE deptype = 'e');
        FOR what IN
          SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) FROM pg_class c
           WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
             AND NOT c.oid = ANY (extended) LOOP EXECUTE what; END LOOP;
        FOR what IN
          SELECT format('DROP SEQUENCE IF EXISTS %s CASCADE', c.oid::regclass) FROM pg_class c
           WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
             AND NOT c.oid = ANY (extended) LOOP EXECUTE what; END LOOP;
        FOR what IN
          SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
           WHERE pronamespace = 'public'::regnamespace
             AND NOT p.oid = ANY (extended)
          LOOP EXECUTE what; END LOOP;
        FOR what IN
          SELECT format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype) FROM pg_type t
           WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'
             AND NOT t.oid = ANY (extended) LOOP EXECUTE what; END LOOP;
      END $$`)
  } finally {
    await client.end()
  }
}

/**
 * Refuses columns that are not ours. A backup may contain some if our schema could not be determined when it was made.
 */
export const refuseUnknownColumns = ({ name, columns }: Table, known: Table): void => {
  const missing = columns.find((column) => !known.columns.includes(column))
  if (missing !== undefined)
    throw new Failure(`The backup holds a column ${name}.${missing} that no version makes: nothing was restored.`)
}
