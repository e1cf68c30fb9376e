import type { Readable } from 'node:stream'
import { to as copyTo } from 'pg-copy-streams'
import {
  appliedMigrations,
  connectForCopy,
  digestOf,
  MIGRATIONS,
  quoted,
  sequencesOf,
  tablesOf,
  type Digest,
  type SequenceValue,
  type Table,
} from './tables'

export type Snapshot = {
  /** The names of the migrations that made its shape. */
  migrations: string[]
  tables: Table[]
  /** The rows of a table as COPY writes them. */
  rows: (table: Table) => Readable
  digest: (table: Table) => Promise<Digest>
  sequences: () => Promise<SequenceValue[]>
}

/**
 * Everything in the database as it was at one instant, whatever is written meanwhile. Nobody is kept waiting:
 * the locks only keep a migration from changing a table under our hands.
 */
export const withSnapshot = async <Result>(
  url: string,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> => {
  const client = await connectForCopy(url)
  try {
    const all = (await tablesOf(client)).map(({ name }) => quoted(name))
    // The snapshot is taken by the first question after the locks.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    if (all.length > 0) await client.query(`LOCK TABLE ${all.join(', ')} IN ACCESS SHARE MODE`)
    const tables = (await tablesOf(client)).filter(({ name }) => name !== MIGRATIONS)
    return await work({
      migrations: await appliedMigrations(client),
      tables,
      rows: ({ name, columns }) =>
        client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`)),
      digest: (table) => digestOf(client, table),
      sequences: () => sequencesOf(client),
    })
  } finally {
    await client.end()
  }
}
