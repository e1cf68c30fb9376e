import type { Payload, PayloadRequest } from 'payload'
import type { ClientBase, Pool, PoolClient } from 'pg'
import { env } from '@/config/env'
import { Refusal } from '@/domain/errors'
import { arePrepared, runTogether } from './batch'
import { checkRows, compareColumns, prepared, type Call, type Field, type Statement } from './statement'

/** The rows of each call, in order. */
type Answers<Calls extends readonly Call[]> = {
  -readonly [Index in keyof Calls]: Calls[Index] extends Call<infer Row> ? Row[] : never
}

/** Where statements run: on a pool, each on its own, or on one connection in a transaction. */
export type Db = {
  rows<Row>(statement: Statement<Row>, values?: readonly unknown[]): Promise<Row[]>
  /** Runs prepared statements one after another, in one round trip if the connection has all of them prepared. */
  together<const Calls extends readonly Call[]>(calls: Calls): Promise<Answers<Calls>>
  /** Runs the last statements of a transaction, sent together with COMMIT. No statement may follow. */
  last(...calls: readonly Call[]): Promise<void>
}

/** Compares the columns with the statement; in tests the rows, too. */
const checked = <Row>(statement: Statement<Row>, rows: unknown[], fields: readonly Field[]): Row[] => {
  compareColumns(statement, fields)
  if (env().checkRows) checkRows(statement, rows)
  return rows as Row[]
}

const isConnection = (runner: ClientBase | Pool): runner is ClientBase => 'release' in runner

const ask = async <Row>(runner: ClientBase | Pool, statement: Statement<Row>, values: readonly unknown[] = []) => {
  const { text, name, prepared } = statement
  const { rows, fields } = await (runner as ClientBase).query({
    text,
    values: [...values],
    name: prepared ? name : undefined,
  })
  return checked(statement, rows, fields)
}

/** Statements on a connection or a pool, each on its own. */
export const dbOn = (runner: ClientBase | Pool): Db => ({
  rows: (statement, values) => ask(runner, statement, values),
  together: async <Calls extends readonly Call[]>(calls: Calls) => {
    if (isConnection(runner) && arePrepared(runner, calls)) {
      const results = await runTogether(runner, calls)
      return calls.map(({ statement }, index) => {
        const { rows = [], fields = [] } = results[index] ?? {}
        return checked(statement, rows, fields)
      }) as Answers<Calls>
    }
    const results: unknown[][] = []
    for (const { statement, values } of calls) results.push(await ask(runner, statement, values))
    return results as Answers<Calls>
  },
  last: async (...calls) => {
    for (const { statement, values } of calls) await ask(runner, statement, values)
  },
})

type Adapter = {
  pool: Pool
  sessions: Record<string, { db: { session: { client: PoolClient } } } | undefined>
}

const adapterOf = (payload: Payload): Adapter => payload.db as unknown as Adapter

export const poolOf = (payload: Payload): Pool => adapterOf(payload).pool

/** For reads outside of a transaction. */
export const reading = (payload: Payload): Db => dbOn(poolOf(payload))

/**
 * The connection of Payload's transaction in `req`. Throws if there is none: Payload would silently use another
 * connection, where a lock would protect nothing.
 */
export const within = async (req: PayloadRequest): Promise<Db> => {
  const id = await req.transactionID
  const session = id === undefined || id === null ? undefined : adapterOf(req.payload).sessions[String(id)]
  if (!session) throw new Error('This has to run inside a transaction')
  return dbOn(session.db.session.client)
}

/**
 * Statements of operations are prepared and run thousands of times with ids as parameters. Their plan does not depend
 * on the values, and planning a join of eight tables costs more than running it.
 */
const BEGIN: readonly Call[] = [
  { statement: prepared('begin', 'BEGIN'), values: [] },
  { statement: prepared('generic-plans', 'SET LOCAL plan_cache_mode = force_generic_plan'), values: [] },
]
const COMMIT: Call = { statement: prepared('commit', 'COMMIT'), values: [] }

/**
 * Locks are released when a commit returns, and a normal one returns when it is on disk: on a busy occurrence,
 * everybody would wait for everybody's disk write. So the commit does not wait, but a tiny transaction right after it
 * does. The log is written in order, so once the second is on disk, the first is, too. The caller is answered only
 * then, and concurrent transactions share one disk write.
 */
const COMMIT_UNWAITED: Call = {
  statement: prepared('wait-later', 'SET LOCAL synchronous_commit = off'),
  values: [],
}
const WAIT_FOR_DISK: Call = {
  statement: prepared('wait-for-disk', `SELECT pg_logical_emit_message(true, 'pristan', '')`),
  values: [],
}

/**
 * A transaction on one connection. During every round trip the locks of a busy occurrence are held, so BEGIN is sent
 * with the first statement and COMMIT with the last.
 */
const transactionOn = (client: PoolClient): { db: Db; commit: () => Promise<unknown> } => {
  const plain = dbOn(client)
  let begun = false
  let last: readonly Call[] = []
  const opening = (): readonly Call[] => {
    if (begun) return []
    begun = true
    return BEGIN
  }
  const together = async <Calls extends readonly Call[]>(calls: Calls): Promise<Answers<Calls>> => {
    if (last.length > 0) throw new Error('The last statement of this transaction has been given already')
    const first = opening()
    const all = [...first, ...calls]
    const answers: unknown[][] = all.length === 0 ? [] : await plain.together(all)
    return answers.slice(first.length) as Answers<Calls>
  }
  const db: Db = {
    together,
    rows: async <Row>(statement: Statement<Row>, values: readonly unknown[] = []) => {
      if (statement.prepared) {
        const [rows] = await together([{ statement, values }] as const)
        return rows
      }
      await together([])
      return plain.rows(statement, values)
    },
    last: async (...calls) => {
      await together([])
      last = calls
    },
  }
  return {
    db,
    commit: async () => {
      if (begun) await plain.together(last.length > 0 ? [COMMIT_UNWAITED, ...last, COMMIT, WAIT_FOR_DISK] : [COMMIT])
    },
  }
}

/** Deadlock, serialization failure and lock timeout: caused by another transaction, so this one is tried again. */
const RETRIED = new Set(['40P01', '40001', '55P03'])
const ATTEMPTS = 6

export const isRetried = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  RETRIED.has(String((error as { code: unknown }).code))

/**
 * Runs `work` in a transaction and commits it. READ COMMITTED on purpose: after waiting for a lock, the next statement
 * sees what the other transaction wrote. Everything is run again after a deadlock, so `work` must have no effects
 * outside of the database. Errors of COMMIT reach the caller.
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
      // If a connection can't even roll back, it is closed instead of returned to the pool.
      client.release(broken)
    }
  }
}

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * 2 ** attempt))
