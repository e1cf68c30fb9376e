import { sql, type MigrateDownArgs, type MigrateUpArgs } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import type pg from 'pg'
import { Failure } from '@/machine/failure'
import { migrations } from '@/migrations'
import type { Gradually } from '@/migrations/gradually'
import { withAdvisoryLock } from './advisoryLock'
import { stepsOn } from './gradual'
import { bool, int, present, text } from './rows'
import { dbOn } from './sql'
import { statement } from './statement'

export type Migration = (typeof migrations)[number] & {
  /** Runs before the migration, outside of a transaction, while others use the database. */
  gradually?: Gradually
}

/** The connection that holds the lock `prepare`. */
export type LockHolder = pg.Client

type Options = {
  /** Called only if there is something to run, because migrations need a started Payload. */
  payload: () => Promise<Payload>
  onWait?: () => void
  /** For tests. */
  known?: readonly Migration[]
}

/** Applies the missing migrations and returns their names. Only one process does that; others wait. */
export const migrate = (url: string, options: Options): Promise<string[]> =>
  withAdvisoryLock(url, 'prepare', (client) => migrateUnderLock(client, options), options.onWait)

/** For a caller that already holds the lock `prepare` on `client`. */
export const migrateUnderLock = async (
  client: LockHolder,
  { payload, known = migrations }: Options,
): Promise<string[]> => {
  const waiting = await pending(client, known)
  if (waiting.length === 0) return []
  await requireOwner(client)
  const { db } = await payload()
  for (const migration of known) {
    if (!migration.gradually || !waiting.includes(migration.name)) continue
    const before = known.slice(0, known.indexOf(migration))
    // Payload runs those in the list that have not been run.
    await db.migrate({ migrations: before.map(unhurried) })
    await migration.gradually(stepsOn(client))
  }
  await db.migrate({ migrations: known.map(unhurried) })
  // The adapter reports a failed COMMIT as success, so the database is asked.
  const missing = await pending(client, known)
  if (missing.length > 0)
    throw new Failure(`The migration ${missing[0]} was not stored: look at the log of the database, then start again.`)
  return waiting
}

/**
 * The names of the migrations that have not been run. Throws if the database belongs to newer code or another program.
 */
export const pending = async (client: pg.Client, known: readonly Migration[] = migrations): Promise<string[]> => {
  const done = await appliedNames(client)
  const names = known.map((migration) => migration.name)
  const unknown = done.filter((name) => !names.includes(name)).sort()
  if (unknown.length > 0) {
    throw new Failure(
      `The database is newer than this version of Pristan (it knows the migration ${unknown.at(-1)}, the code ` +
        'does not): ' +
        'start the newer version, or restore a backup made with this one.',
    )
  }
  return names.filter((name) => !done.includes(name))
}

const MAY_MIGRATE = statement(
  'may-migrate',
  `SELECT coalesce(has_schema_privilege('public', 'CREATE'), false)
      AND coalesce(pg_has_role((SELECT relowner FROM pg_class WHERE oid = to_regclass('public.payload_migrations')),
                               'USAGE'), true) AS may`,
  { may: bool },
)

const requireOwner = async (client: pg.Client): Promise<void> => {
  const [role] = await dbOn(client).rows(MAY_MIGRATE)
  if (role?.may !== true)
    throw new Failure(
      'This version brings changes of the database, and the user in DATABASE_URL may not make them: ' +
        'run "npm run migrate" as the owner of the tables first.',
    )
}

const FOUND = statement(
  'tables-found',
  `SELECT to_regclass('public.payload_migrations') IS NOT NULL AS ours,
          (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables`,
  { ours: bool, tables: int },
)
const NAMES = statement('names-of-migrations', 'SELECT name FROM payload_migrations', { name: present(text) })

const appliedNames = async (client: pg.Client): Promise<string[]> => {
  const [found] = await dbOn(client).rows(FOUND)
  if (found?.ours === true) return (await dbOn(client).rows(NAMES)).map(({ name }) => name)
  if ((found?.tables ?? 0) > 0)
    throw new Failure('The database holds tables of another program: give Pristan an empty one.')
  return []
}

/** Migrating a large table may take longer than any request, so the transaction has no time limit. */
const unhurried = (migration: Migration) => ({
  name: migration.name,
  up: async (args: unknown): Promise<void> => {
    const { db } = args as MigrateUpArgs
    await db.execute(sql`SET LOCAL statement_timeout = 0`)
    await db.execute(sql`SET LOCAL idle_in_transaction_session_timeout = 0`)
    await migration.up(args as MigrateUpArgs)
  },
  down: (args: unknown): Promise<void> => migration.down(args as MigrateDownArgs),
})
