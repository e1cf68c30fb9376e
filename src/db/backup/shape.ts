import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import type pg from 'pg'
import { migrations as known } from '@/migrations'
import { stepsOn } from '../gradual'
import type { Migration } from '../migrate'
import { withScratch } from './scratch'
import { appliedMigrations, connectForCopy, MIGRATIONS, sequenceNames, tablesOf, type Table } from './tables'

/**
 * Runs the wanted migrations on a connection without Payload: for each one first its gradual part, then the migration
 * itself in a transaction.
 */
export const makeShape = async (client: pg.Client, wanted: readonly string[]): Promise<void> => {
  const made: readonly Migration[] = known.filter(({ name }) => wanted.includes(name))
  for (const [index, migration] of made.entries()) {
    await migration.gradually?.(stepsOn(client))
    await client.query('RESET lock_timeout')
    await client.query('BEGIN')
    // A migration is also given Payload but must not use it, because it has to run with every later version of the
    // code.
    await (migration.up as (args: { db: unknown }) => Promise<void>)({ db: drizzle(client) })
    await client.query(`INSERT INTO ${MIGRATIONS} (id, name, batch) VALUES (gen_random_uuid(), $1, $2)`, [
      migration.name,
      index + 1,
    ])
    await client.query('COMMIT')
  }
}

/** Our own tables with their columns, and our sequences. Everything else belongs to somebody else. */
export type Shape = { tables: Table[]; sequences: string[] }

/**
 * The schema that the migrations of this database create in an empty one. null if the user may not create a database;
 * then only the owner of a table shows whose it is.
 */
export const ownShape = async (url: string): Promise<Shape | null> => {
  const client = await connectForCopy(url)
  const wanted = await appliedMigrations(client).finally(() => client.end())
  return withScratch(url, async (scratch) => {
    const inside = await connectForCopy(scratch)
    try {
      await makeShape(inside, wanted)
      return { tables: await tablesOf(inside), sequences: await sequenceNames(inside) }
    } finally {
      await inside.end()
    }
  })
}
