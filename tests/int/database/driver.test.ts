import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arePrepared, runTogether } from '@/db/batch'
import { int } from '@/db/rows'
import { transaction, within } from '@/db/sql'
import { prepared, statement, withText, type Call } from '@/db/statement'
import { type App, startApp } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'

let app: App
let pool: pg.Pool
beforeAll(async () => {
  app = await startApp()
  pool = (app.payload.db as unknown as { pool: pg.Pool }).pool
})
afterAll(() => app.close())

const call = (name: string, text: string, values: readonly unknown[]): Call => ({
  statement: prepared(`test-${name}`, text),
  values,
})
const ONE = call('one', 'SELECT $1::int + 1 AS n, $2::date AS day', [41, '2026-11-21'])
const TWO = call('two', 'SELECT unnest($1::text[]) AS word', [['a', 'б']])
const BROKEN = call('broken', 'SELECT 1 / $1::int AS n', [0])
const COUNTING = call('counting', `SELECT nextval('test_calls')::int AS n`, [])

const onClient = async <Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/** Prepares a statement on the connection, as its first execution does. */
const prepare = (client: pg.PoolClient, { statement: { name, text }, values }: Call): Promise<pg.QueryResult> =>
  client.query({ name, text, values: [...values] })

describe('statements in one round trip, on what the driver keeps below its types', () => {
  it('are seen to be prepared after their first use, and not before it', async () => {
    await onClient(async (client) => {
      const seen = [arePrepared(client, [ONE])]
      await prepare(client, ONE)
      seen.push(arePrepared(client, [ONE]), arePrepared(client, [ONE, TWO]))
      seen.push(arePrepared(client, [{ ...ONE, statement: withText(ONE.statement, 'SELECT 2') }]))
      expect(seen).toEqual([false, true, false, false])
    })
  })

  it('give each its rows, with the types the driver gives them one by one', async () => {
    await onClient(async (client) => {
      const alone = [(await prepare(client, ONE)).rows, (await prepare(client, TWO)).rows]
      expect((await runTogether(client, [ONE, TWO])).map(({ rows }) => rows)).toEqual(alone)
      expect(alone[1]).toEqual([{ word: 'a' }, { word: 'б' }])
    })
  })

  it('do not run after one that fails, and leave the connection usable', async () => {
    await onClient(async (client) => {
      await client.query('CREATE TEMP SEQUENCE test_calls')
      await prepare(client, { ...BROKEN, values: [1] })
      await prepare(client, COUNTING)
      await expect(runTogether(client, [BROKEN, COUNTING])).rejects.toMatchObject({ code: '22012' })
      expect((await prepare(client, COUNTING)).rows).toEqual([{ n: 2 }])
    })
  })

  it('are what a transaction of ours is made of: two trips, however many statements', async () => {
    const work = () =>
      transaction(app.payload, async (db) => {
        await db.together([ONE, TWO])
        await db.last(TWO)
      })
    // The connections prepare the statements one after another.
    for (let turn = 0; turn < 30; turn += 1) await work()
    expect((await countStatements(app.payload, work)).statements).toBe(2)
  })
})

describe('the pool below the adapter', () => {
  it('has got back the connection that the adapter takes at its start', async () => {
    await expect.poll(() => [pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([0, 0])
  })

  it('survives connections that break while nobody waits for them', async () => {
    await Promise.all(Array.from({ length: 4 }, () => pool.query('SELECT pg_sleep(0.05)')))
    const before = pool.totalCount
    const { rows } = await app.pool.query<{ ended: number }>(`
      SELECT count(pg_terminate_backend(pid))::int AS ended FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
        AND query = 'SELECT pg_sleep(0.05)'`)
    const ended = rows[0]?.ended ?? 0
    expect(ended).toBeGreaterThan(0)
    await expect.poll(() => pool.totalCount).toBeLessThanOrEqual(before - ended)
    expect((await pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }])
  })

  it('tells what a silent connection is known by', async () => {
    await onClient(async (client) => {
      const watched = client as unknown as {
        processID: number
        readyForQuery: boolean
        connection: { stream: { bytesRead: number; destroy: () => void } }
      }
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      const { bytesRead } = watched.connection.stream
      expect(watched.readyForQuery).toBe(true)
      const asked = client.query('SELECT pg_sleep(0.05)')
      expect(watched.readyForQuery).toBe(false)
      await asked
      expect(watched.processID).toBe(rows[0]?.pid)
      expect(watched.connection.stream.bytesRead).toBeGreaterThan(bytesRead)
      expect(typeof watched.connection.stream.destroy).toBe('function')
    })
  })
})

describe("Payload's transaction", () => {
  it('is found behind its request, and is the same one', async () => {
    const { payload } = app
    const id = await payload.db.beginTransaction()
    if (id === null) throw new Error('No transaction')
    try {
      const db = await within({ payload, transactionID: id } as never)
      await db.rows(statement('test-make', 'CREATE TEMP TABLE of_this_connection ON COMMIT DROP AS SELECT 7 AS n'))
      const again = await within({ payload, transactionID: id } as never)
      expect(await again.rows(statement('test-look', 'SELECT n FROM of_this_connection', { n: int }))).toEqual([
        { n: 7 },
      ])
    } finally {
      await payload.db.rollbackTransaction(id)
    }
    await expect(within({ payload, transactionID: id } as never)).rejects.toThrow('inside a transaction')
    await expect(within({ payload } as never)).rejects.toThrow('inside a transaction')
  })
})
