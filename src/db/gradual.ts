import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Steps } from '@/migrations/gradually'

/** Whoever waits for a lock on a table makes everybody else wait behind it: so long at most. */
const LOCK_MS = 100
const TRIES = 600
const FIRST_PAUSE_MS = 50
const PASSES = 2
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LONGEST_PAUSE_MS = 1_000

const isLocked = (error: unknown): boolean => (error as { code?: string } | null)?.code === '55P03'

/** The steps on one connection, each a transaction of its own. */
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
  const one = async (text: string, values: unknown[]): Promise<boolean | undefined> =>
    (await client.query<{ answer: boolean }>(text, values)).rows[0]?.answer

  return {
    briefly,
    index: async (name, on, kind = 'INDEX') => {
      const valid = await one('SELECT indisvalid AS answer FROM pg_index WHERE indexrelid = to_regclass($1)', [name])
      if (valid === true) return
      // What a kill has left behind is written to and never read.
      if (valid === false) await client.query(`DROP INDEX CONCURRENTLY ${name}`)
      await client.query(`CREATE ${kind} CONCURRENTLY ${name} ON ${on}`)
    },
    inBatches: async (statement) => {
      // Once more for rows that somebody held meanwhile. What is new by then is a matter of a default or a trigger.
      for (let pass = 1; pass <= PASSES; pass += 1) {
        for (let last = FIRST_ID; ;) {
          const startedAt = Date.now()
          const { rows } = await client.query<{ id: string }>(statement, [last])
          if (rows.length === 0) break
          last = rows.reduce((highest, { id }) => (id > highest ? id : highest), last)
          // As long as it worked, others have the disk to themselves.
          await sleep(Date.now() - startedAt)
        }
      }
    },
    constraint: async (table, name, definition) => {
      const valid = await one(
        'SELECT convalidated AS answer FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2',
        [table, name],
      )
      if (valid === undefined) await briefly(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition} NOT VALID`)
      if (valid !== true) await briefly(`ALTER TABLE ${table} VALIDATE CONSTRAINT ${name}`)
    },
  }
}
