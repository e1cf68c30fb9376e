import type { Readable } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Shape } from './shape'
import {
  appliedMigrations,
  connectForCopy,
  digestOf,
  MIGRATIONS,
  othersOf,
  quoted,
  sequencesOf,
  tablesOf,
  type Digest,
  type SequenceValue,
  type Table,
} from './tables'

export type Snapshot = {
  /** The names of the migrations that created the schema. */
  migrations: string[]
  tables: Table[]
  /** Tables and columns (`table.column`) that belong to somebody else. */
  leftOut: string[]
  /** The rows of a table in the format of COPY. */
  rows: (table: Table) => Readable
  digest: (table: Table) => Promise<Digest>
  sequences: () => Promise<SequenceValue[]>
}

/** Our own tables among those that exist, and the names of the others. */
const sortedOut = async (client: pg.Client, shape: Shape | null): Promise<Pick<Snapshot, 'tables' | 'leftOut'>> => {
  const all = await tablesOf(client)
  const others = shape ? [] : await othersOf(client)
  const own = new Map(
    (shape?.tables ?? all.filter(({ name }) => !others.includes(name))).map((table) => [table.name, table.columns]),
  )
  return {
    tables: all
      .filter(({ name }) => own.has(name))
      .map(({ name, columns }) => ({ name, columns: columns.filter((column) => own.get(name)?.includes(column)) })),
    leftOut: all.flatMap(({ name, columns }) =>
      own.has(name)
        ? columns.filter((column) => !own.get(name)?.includes(column)).map((column) => `${name}.${column}`)
        : [name],
    ),
  }
}

/**
 * A consistent snapshot of all our data. Reads and writes go on meanwhile; the locks only keep a migration from
 * changing a table.
 */
export const withSnapshot = async <Result>(
  url: string,
  shape: Shape | null,
  work: (snapshot: Snapshot) => Promise<Result>,
): Promise<Result> => {
  const client = await connectForCopy(url)
  try {
    const own = (await sortedOut(client, shape)).tables.map(({ name }) => quoted(name))
    // The snapshot is taken by the first query after the locks.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    if (own.length > 0) await client.query(`LOCK TABLE ${own.join(', ')} IN ACCESS SHARE MODE`)
    const { tables, leftOut } = await sortedOut(client, shape)
    const others = shape ? [] : await othersOf(client)
    return await work({
      migrations: await appliedMigrations(client),
      tables: tables.filter(({ name }) => name !== MIGRATIONS),
      leftOut,
      rows: ({ name, columns }) =>
        client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`)),
      digest: (table) => digestOf(client, table),
      sequences: () => sequencesOf(client, (name) => (shape ? shape.sequences.includes(name) : !others.includes(name))),
    })
  } finally {
    await client.end()
  }
}
