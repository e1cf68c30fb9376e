import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { withScratch } from '@/db/backup/scratch'
import { createDatabase, type TestDatabase } from '../../helpers/database'

let database: TestDatabase
let superuser: pg.Client
beforeAll(async () => {
  database = await createDatabase()
  superuser = new pg.Client({ connectionString: inject('adminUrl') })
  await superuser.connect()
  await superuser.query(`ALTER SYSTEM SET autovacuum_naptime = '1s'`)
  await superuser.query('SELECT pg_reload_conf()')
})
afterAll(async () => {
  await superuser.query('ALTER SYSTEM RESET autovacuum_naptime')
  await superuser.query('SELECT pg_reload_conf()')
  await superuser.end()
  await database.drop()
})

const scratches = async (): Promise<string[]> => {
  const { rows } = await superuser.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'pristan_verify_%'`,
  )
  return rows.map(({ name }) => name)
}
const nameOf = (url: string): string => new URL(url).pathname.slice(1)

it('a database that was made for a trial goes away while autovacuum is at work in it', async () => {
  let name = ''
  await withScratch(database.url, async (url) => {
    name = nameOf(url)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    // Slow enough to be still running when the database is dropped.
    await client.query(`
      CREATE TABLE slow (n int) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
        autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1);
      INSERT INTO slow SELECT generate_series(1, 200000);
      DELETE FROM slow`)
    await client.end()
    const workers = async () =>
      (
        await superuser.query(
          `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'autovacuum worker'`,
          [name],
        )
      ).rowCount
    await expect.poll(workers, { timeout: 30_000 }).toBeGreaterThan(0)
  })
  expect(await scratches()).not.toContain(name)
})

it('and while somebody has left a session open in it', { timeout: 30_000 }, async () => {
  let name = ''
  const left: pg.Client[] = []
  await withScratch(database.url, async (url) => {
    name = nameOf(url)
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined) // ended by the server
    await client.connect()
    left.push(client)
  })
  expect([left.length, await scratches()]).toEqual([1, expect.not.arrayContaining([name])])
})
