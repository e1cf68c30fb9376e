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

/** A backup made where nobody could tell what is ours may hold a column that somebody has added to one of our tables. */
export const refuseUnknownColumns = ({ name, columns }: Table, known: Table): void => {
  const missing = columns.find((column) => !known.columns.includes(column))
  if (missing !== undefined)
    throw new Failure(`The backup holds a column ${name}.${missing} that no version makes: nothing was restored.`)
}
