import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Steps } from '@/migrations/gradually'
import { bool, uuid } from './rows'
import { dbOn } from './sql'
import { statement, withText } from './statement'

/** A statement that waits for a table lock blocks everybody behind it, so it waits only this long. */
const LOCK_MS = 100
const TRIES = 600
const FIRST_PAUSE_MS = 50
const PASSES = 2
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LONGEST_PAUSE_MS = 1_000

const isLocked = (error: unknown): boolean => (error as { code?: string } | null)?.code === '55P03'

const INDEX_IS_VALID = statement(
  'index-is-valid',
  'SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)',
  { valid: bool },
)
const CONSTRAINT_IS_VALID = statement(
  'constraint-is-valid',
  'SELECT convalidated AS valid FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2',
  { valid: bool },
)
/** A batch of a migration returns the ids that it changed. */
const BATCH = statement('batch', 'SELECT id FROM visitors WHERE id > $1', { id: uuid })

/** The steps on one connection, each in its own transaction. */
export const stepsOn = (client: pg.Client): Steps => {
  const briefly = async (statement: string): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        await client.query(`SET lock_timeout = ${LOCK_MS}`)
        await client.query(statement)
        return
      } catch (error) {
        if (!isLocked(error) || tries === TRIES) throw error
        await sleep(Math.min(FIRST_PAUSE_MS * tries, LONGEST_PAUSE_MS))
      } finally {
        await client.query('SET lock_timeout = 0')
      }
    }
  }
  const db = dbOn(client)

  return {
    briefly,
    index: async (name, on, kind = 'INDEX') => {
      const valid = (await db.rows(INDEX_IS_VALID, [name]))[0]?.valid
      if (valid === true) return
      // An index left by a killed build is kept up to date but never used.
      if (valid === false) await client.query(`DROP INDEX CONCURRENTLY ${name}`)
      await client.query(`CREATE ${kind} CONCURRENTLY ${name} ON ${on}`)
    },
    inBatches: async (change) => {
      const batch = withText(BATCH, change)
      // A second pass for rows that were locked before. A default or a trigger takes care of new rows.
      for (let pass = 1; pass <= PASSES; pass += 1) {
        for (let last = FIRST_ID; ;) {
          const startedAt = Date.now()
          const rows = await db.rows(batch, [last])
          if (rows.length === 0) break
          last = rows.reduce((highest, { id }) => (id > highest ? id : highest), last)
          // Pause as long as the batch took, to leave the disk to others.
          await sleep(Date.now() - startedAt)
        }
      }
    },
    constraint: async (table, name, definition) => {
      const valid = (await db.rows(CONSTRAINT_IS_VALID, [table, name]))[0]?.valid
      if (valid === undefined) await briefly(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition} NOT VALID`)
      if (valid !== true) await briefly(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`)
    },
  }
}
