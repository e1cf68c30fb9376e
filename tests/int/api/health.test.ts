import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '@/db/sql'
import { startApp, type App, type Client } from '../../helpers/app'

let app: App
let anybody: Client
beforeAll(async () => {
  app = await startApp()
  anybody = await app.as('anonymous')
})
afterAll(() => app.close())

type Readiness = { status: string; checks: { name: string; status: string; reason: string | null }[] }
const failing = ({ checks }: Readiness) =>
  checks.filter(({ status }) => status === 'failed').map(({ name, reason }) => [name, reason])

test('ready: everything is fine', async () => {
  const { status, body } = await anybody.get<Readiness>('/health/ready')
  expect([status, body.status, body.checks.map(({ name }) => name)]).toEqual([
    200,
    'ok',
    ['database', 'migrations', 'connections'],
  ])
})

test('not ready: the database is newer, or older, than the code', async () => {
  await app.pool.query(
    `INSERT INTO payload_migrations (id, name, batch) VALUES (gen_random_uuid(), '29990101_000000_future', 9)`,
  )
  const newer = await anybody.get<Readiness>('/health/ready')
  expect([newer.status, failing(newer.body)]).toEqual([503, [['migrations', 'the database is newer than this code']]])
  await app.pool.query(`DELETE FROM payload_migrations WHERE batch = 9`)
  const { rows } = await app.pool.query(
    `DELETE FROM payload_migrations WHERE name = (SELECT max(name) FROM payload_migrations) RETURNING name, batch`,
  )
  const older = await anybody.get<Readiness>('/health/ready')
  expect([older.status, failing(older.body)]).toEqual([503, [['migrations', '1 not applied']]])
  await app.pool.query(`INSERT INTO payload_migrations (id, name, batch) VALUES (gen_random_uuid(), $1, $2)`, [
    rows[0].name,
    rows[0].batch,
  ])
})

test('not ready within a second or so: every connection is taken; alive all the same', async () => {
  const pool = poolOf(app.payload)
  const taken = await Promise.all(
    Array.from({ length: pool.options.max - pool.totalCount + pool.idleCount }, () => pool.connect()),
  )
  const before = Date.now()
  const ready = await anybody.get<Readiness>('/health/ready')
  expect([ready.status, failing(ready.body)]).toEqual([503, [['database', 'no answer within a second']]])
  // Waiting for a connection would time out only after ten seconds.
  expect(Date.now() - before).toBeLessThan(5000)
  expect((await anybody.get('/health/live')).status).toBe(200)
  for (const client of taken) client.release()
  expect((await anybody.get('/health/ready')).status).toBe(200)
})
