import type { Payload, PayloadRequest } from 'payload'
import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { Refusal } from '@/domain/errors'

/** Where a statement runs: a pool (on its own) or one connection inside a transaction. */
export type Db = {
  /** Named statements are planned once per connection; give a name to every hot one. */
  rows<Row extends QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
}

type Runner = Pick<PoolClient, 'query'> | Pick<Pool, 'query'>

const over = (runner: Runner): Db => ({
  rows: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
    const result = await (runner as PoolClient).query<Row>({ text, values: [...values], name })
    return result.rows
  },
})

type Adapter = {
  pool: Pool
  sessions: Record<string, { db: { session: { client: PoolClient } } } | undefined>
}

const adapterOf = (payload: Payload): Adapter => payload.db as unknown as Adapter

export const poolOf = (payload: Payload): Pool => adapterOf(payload).pool

/** Reads outside any transaction. */
export const reading = (payload: Payload): Db => over(poolOf(payload))

/**
 * The connection of Payload's own transaction behind `req`. Throws without one: Payload would fall
 * back to another connection silently, and a lock taken there would protect nothing.
 */
export const within = async (req: PayloadRequest): Promise<Db> => {
  const id = await req.transactionID
  const session = id === undefined || id === null ? undefined : adapterOf(req.payload).sessions[String(id)]
  if (!session) throw new Error('This has to run inside a transaction')
  return over(session.db.session.client)
}

/**
 * Statements of operations are named and run thousands of times with ids as parameters: their plan does
 * not depend on the values, and planning a join of eight tables costs more than running it.
 */
const BEGIN = 'BEGIN; SET LOCAL plan_cache_mode = force_generic_plan'

/** Deadlock, serialization failure, lock timeout: someone else was there first, the whole is tried again. */
const RETRIED = new Set(['40P01', '40001', '55P03'])
const ATTEMPTS = 6

export const isRetried = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && RETRIED.has(String((error as { code: unknown }).code))

/**
 * Runs `work` in a transaction of its own and commits it. READ COMMITTED on purpose: after waiting for
 * a lock the next statement sees what the other one wrote. Retried as a whole on deadlocks; `work` must
 * not have effects outside the database. Errors of COMMIT reach the caller.
 */
export const transaction = async <Result>(payload: Payload, work: (db: Db) => Promise<Result>): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    const client = await poolOf(payload).connect()
    let broken: Error | undefined
    try {
      await client.query(BEGIN)
      const result = await work(over(client))
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch((rollbackError: Error) => {
        broken = rollbackError
      })
      if (!isRetried(error)) throw error
      if (attempt === ATTEMPTS) throw new Refusal('BUSY')
      await pause(attempt)
    } finally {
      // A connection that can't even roll back is thrown away, not handed to the next caller.
      client.release(broken)
    }
  }
}

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
