import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { freePort, ready, run, startDatabase, stopAll, type Running } from './service'

let database: Awaited<ReturnType<typeof startDatabase>>
let pool: pg.Pool
let processes: Running[]
let url: string
let token: string

beforeAll(async () => {
  database = await startDatabase()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  processes = [run('web', 'web', { ...database.environment, PORT: String(port) })]
  pool = new pg.Pool({ connectionString: database.server.url, max: 2 })
  await ready(url, 150_000)
  const login = await fetch(`${url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.org', password: database.adminPassword }),
  })
  token = ((await login.json()) as { token: string }).token
})
afterAll(async () => {
  await pool.end()
  await stopAll(processes)
  await database.close()
})
beforeEach(() => pool.query('DELETE FROM error_reports'))

const reports = async (): Promise<{ kind: string; place: string; type: string; stack: string }[]> =>
  (await pool.query(`SELECT kind, place, type, stack FROM error_reports ORDER BY place`)).rows

const brokenWhile = async (table: string, work: () => Promise<void>): Promise<void> => {
  await pool.query(`ALTER TABLE ${table} RENAME TO ${table}_away`)
  try {
    await work()
  } finally {
    await pool.query(`ALTER TABLE ${table}_away RENAME TO ${table}`)
  }
}

/** What the program is built from, not what it was built into. */
const namesSources = (stack: string): void => {
  expect(stack).toMatch(/\(src\/[\w./-]+\.tsx?:\d+:\d+\)/)
  expect(stack).not.toContain('.next/')
}

test('a request that fails is reported with its place in the sources', async () => {
  await brokenWhile('events_services', async () => {
    const answer = await fetch(`${url}/api/schedule`, { headers: { authorization: `JWT ${token}` } })
    expect(answer.status).toBe(500)
    await expect.poll(reports).toMatchObject([{ kind: 'request', place: 'get /schedule', type: 'error 42P01' }])
    namesSources((await reports())[0]?.stack ?? '')
  })
})

test('so is a page of the panel that fails on the server, once', async () => {
  await brokenWhile('payload_preferences', async () => {
    const answer = await fetch(`${url}/admin/collections/events?search=Secretova`, {
      headers: { cookie: `payload-token=${token}` },
    })
    await answer.text()
    expect(answer.status).toBe(500)
    await expect
      .poll(reports)
      .toMatchObject([{ kind: 'request', place: 'panel /admin/collections/events', type: 'error 42P01' }])
    const [{ stack = '' } = {}] = await reports()
    // The panel's lists are Payload's.
    expect(stack).toMatch(/\(node_modules\/(?:@payloadcms|payload)\/[\w./-]+\.[jt]sx?:\d+:\d+\)/)
    expect(stack).not.toMatch(/\.next\/|Secretova/)
  })
})

test('so is a job', async () => {
  await brokenWhile('idempotency_keys', async () => {
    const worker = run('worker', 'worker', database.environment)
    processes.push(worker)
    const sweeps = async () => (await reports()).filter(({ place }) => place === 'sweep')
    await expect.poll(sweeps, { timeout: 60_000 }).toMatchObject([{ kind: 'job', type: 'error 42P01' }])
    namesSources((await sweeps())[0]?.stack ?? '')
  })
})
