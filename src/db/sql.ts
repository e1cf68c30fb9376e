import type { Payload, PayloadRequest } from 'payload'
import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { Refusal } from '@/domain/errors'
import { arePrepared, runTogether, type Statement } from './batch'

/** Where a statement runs: a pool (on its own) or one connection inside a transaction. */
export type Db = {
  /** Named statements are planned once per connection; give a name to every hot one. */
  rows<Row extends QueryResultRow>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>
  /** Named statements one after another, in one round trip where the connection knows them all. */
  together(statements: readonly Statement[]): Promise<unknown[][]>
  /** The last statement of a transaction: sent together with the COMMIT. Nothing may be asked after it. */
  last(statement: Statement): Promise<unknown>
}

type Runner = PoolClient | Pool

const over = (runner: Runner): Db => {
  const rows = async <Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
    name?: string,
  ): Promise<Row[]> => {
    const result = await (runner as PoolClient).query<Row>({ text, values: [...values], name })
    return result.rows
  }
  return {
    rows,
    together: async (statements) => {
      if ('release' in runner && arePrepared(runner, statements)) return runTogether(runner, statements)
      const results: unknown[][] = []
      for (const { text, values, name } of statements) results.push(await rows(text, values, name))
      return results
    },
    last: ({ text, values, name }) => rows(text, values, name),
  }
}

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
const BEGIN: readonly Statement[] = [
  { text: 'BEGIN', values: [], name: 'begin' },
  { text: 'SET LOCAL plan_cache_mode = force_generic_plan', values: [], name: 'generic-plans' },
]
const COMMIT: Statement = { text: 'COMMIT', values: [], name: 'commit' }

/**
 * Locks are let go when a commit returns, and an ordinary one returns when the disk has it: on a hot
 * occurrence everybody would wait for everybody's disk. So the commit itself does not wait, and a tiny
 * transaction right behind it does: the log is written in order, what waits for the second has the first.
 * Nobody is answered before, and those who wait share one write to the disk.
 */
const COMMIT_UNWAITED: readonly Statement[] = [
  { text: 'SET LOCAL synchronous_commit = off', values: [], name: 'wait-later' },
]
const WAIT_FOR_DISK: Statement = {
  text: `SELECT pg_logical_emit_message(true, 'pristan', '')`,
  values: [],
  name: 'wait-for-disk',
}

/**
 * A transaction on one connection. Every round trip is time in which the locks of a hot occurrence are held
 * and two processes wait for each other, so BEGIN travels with the first statement and COMMIT with the last.
 */
const transactionOn = (client: PoolClient): { db: Db; commit: () => Promise<unknown> } => {
  const plain = over(client)
  let begun = false
  let last: Statement | null = null
  const opening = (): readonly Statement[] => {
    if (begun) return []
    begun = true
    return BEGIN
  }
  const together: Db['together'] = async (statements) => {
    if (last) throw new Error('The last statement of this transaction has been given already')
    const first = opening()
    const all = [...first, ...statements]
    return all.length === 0 ? [] : (await plain.together(all)).slice(first.length)
  }
  const db: Db = {
    together,
    rows: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], name?: string) => {
      if (name !== undefined) return ((await together([{ text, values, name }]))[0] ?? []) as Row[]
      await together([])
      return plain.rows<Row>(text, values)
    },
    last: async (statement) => {
      await together([])
      last = statement
    },
  }
  return {
    db,
    commit: () =>
      begun ? plain.together(last ? [...COMMIT_UNWAITED, last, COMMIT, WAIT_FOR_DISK] : [COMMIT]) : Promise.resolve([]),
  }
}

/** Deadlock, serialization failure, lock timeout: someone else was there first, the whole is tried again. */
const RETRIED = new Set(['40P01', '40001', '55P03'])
const ATTEMPTS = 6

export const isRetried = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  RETRIED.has(String((error as { code: unknown }).code))

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
      const { db, commit } = transactionOn(client)
      const result = await work(db)
      await commit()
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
