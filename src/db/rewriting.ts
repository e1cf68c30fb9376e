import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { connectForCopy, quoted } from './backup/tables'
import { nullable, instant } from './rows'
import { dbOn, type Db } from './sql'
import { statement } from './statement'

const LAST_REMOVAL = statement(
  'last-removal',
  `SELECT greatest((SELECT max(erased_at) FROM erasures),
                   (SELECT max(at) FROM audit_log
                     WHERE action IN ('visitor.retained', 'visitor.consentWithdrawn'))) AS at`,
  { at: nullable(instant) },
)

/** When personal data was last removed. */
export const lastRemoval = async (db: Db): Promise<Date | null> => (await db.rows(LAST_REMOVAL))[0]?.at ?? null

const NOT_AVAILABLE = '55P03'
const TRIES = 20
const LOCK_TIMEOUT = '2s'
/** As long as others waited behind it, they have the table to themselves. */
const PAUSE_MS = 2_000

/**
 * Rewrites tables without their deleted rows: a plain VACUUM leaves names in pages and indexes. Other queries wait
 * while a table is rewritten. The rewrite waits at most two seconds at a time for its lock.
 */
export const rewriteTables = async (url: string, tables: readonly string[]): Promise<void> => {
  const client = await connectForCopy(url)
  let refused: string | undefined
  // A table of somebody else is left out with nothing but a warning.
  client.on('notice', ({ severity, message }) => {
    if (severity === 'WARNING') refused ??= message
  })
  try {
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`)
    for (const table of tables) await rewrite(client, `VACUUM (FULL, ANALYZE) ${quoted(table)}`)
    // The statistics of ANALYZE contain frequent values, and so do their old versions.
    await rewrite(client, 'VACUUM (FULL) pg_statistic')
    if (refused !== undefined) throw new Error(`Not every table could be written anew: ${refused}`)
  } finally {
    await client.end()
  }
}

const rewrite = async (client: pg.Client, statementText: string): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statementText)
      return
    } catch (error) {
      if ((error as { code?: string }).code !== NOT_AVAILABLE || attempt === TRIES) throw error
      await sleep(PAUSE_MS)
    }
  }
}

/**
 * Switches to a new write-ahead log and removes old segments, because they contain deleted data. Needs the superuser of
 * the embedded database.
 */
export const dropOldLog = async (adminUrl: string): Promise<void> => {
  const client = await connectForCopy(adminUrl)
  try {
    await client.query('CHECKPOINT')
    await dbOn(client).rows(SWITCH)
    await client.query('CHECKPOINT')
  } finally {
    await client.end()
  }
}

const SWITCH = statement('switch-log', 'SELECT pg_switch_wal()')
