import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLocalBotApi, type LocalBotApi } from '@/bot/local-api/server'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { violations } from '../factories/invariants'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors } from '../factories/schedule'
import { freePort, ready, run, startDatabase, startProxy, stopAll, type Running } from './service'

const CHAT = -1_001_000_000_001
const RATE = 120

let database: Awaited<ReturnType<typeof startDatabase>>
let proxy: Awaited<ReturnType<typeof startProxy>>
let telegram: LocalBotApi
let pool: pg.Pool
let webs: Running[]
let workers: Running[]
let bots: Running[]
let direct: string[]
let admin: string

type Answer<Body> = { status: number; body: Body }
const api = async <Body = Record<string, unknown>>(
  base: string,
  path: string,
  { body, token = admin, headers = {} }: { body?: unknown; token?: string; headers?: Record<string, string> } = {},
): Promise<Answer<Body>> => {
  const response = await fetch(`${base}/api${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token ? { authorization: token } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, body: (text ? JSON.parse(text) : null) as Body }
}
const signIn = async (
  base: string,
  email = 'admin@example.org',
  password = database.adminPassword,
): Promise<Answer<{ token: string }>> => api(base, '/users/login', { body: { email, password }, token: '' })

beforeAll(async () => {
  database = await startDatabase()
  telegram = await startLocalBotApi({})
  const shared = {
    ...database.environment,
    TRUSTED_PROXIES: '127.0.0.1',
    RATE_LIMIT_KEY: String(RATE),
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    VOLUNTEERS_CHAT_ID: String(CHAT),
  }
  const ports = [await freePort(), await freePort()]
  direct = ports.map((port) => `http://127.0.0.1:${port}`)
  // All six at the same moment, on an empty database.
  webs = ports.map((port, index) => run('web', `web ${index + 1}`, { ...shared, PORT: String(port) }))
  workers = [1, 2].map((index) => run('worker', `worker ${index}`, shared))
  bots = [1, 2].map((index) => run('bot', `bot ${index}`, shared))
  pool = new pg.Pool({ connectionString: database.server.url, max: 4 })
  await Promise.all(direct.map((url) => ready(url, 150_000))).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${webs.map(({ output }) => output()).join('\n')}`)
  })
  proxy = await startProxy(ports)
  admin = `JWT ${(await signIn(proxy.url)).body.token}`
})
afterAll(async () => {
  await pool.end()
  await stopAll([...webs, ...workers, ...bots])
  await proxy.close()
  await telegram.stop()
  await database.close()
})

const scene = async (capacity: number): Promise<string> => {
  const service = await makeService(pool)
  const { occurrences } = await makeEvent(pool, {
    place: await makePlace(pool),
    dates: [addDays(localDate(new Date(), 'Europe/Moscow'), 1)],
    capacity: 100,
    lines: [{ service, startTime: '10:00', endTime: '11:00', capacity }],
  })
  return occurrences[0]?.[0] ?? ''
}
const half = (running: readonly Running[], route: string): number[] =>
  running.map(({ lines }) => lines().filter((line) => line.route === route).length)

test('the proxy spreads requests, and whoever signed in at one is signed in at both', async () => {
  for (let time = 0; time < 6; time += 1)
    expect((await api(proxy.url, '/users/me')).body).toMatchObject({ user: { email: 'admin@example.org' } })
  await expect.poll(() => half(webs, 'get /users/me')).toEqual([3, 3])
  const [a = '', b = ''] = direct
  const { body } = await signIn(a)
  expect((await api(b, '/places', { token: `JWT ${body.token}` })).status).toBe(200)
})

test('all sessions are ended at one and are over at the other with the next request', async () => {
  const [a = '', b = ''] = direct
  const { body: user } = await api<{ doc: { id: string } }>(a, '/users', {
    body: { email: 'olga@example.org', name: 'Ольга', role: 'coordinator', password: 'another long sentence' },
  })
  const [{ body: one }, { body: two }] = [
    await signIn(a, 'olga@example.org', 'another long sentence'),
    await signIn(b, 'olga@example.org', 'another long sentence'),
  ]
  const statuses = () =>
    Promise.all(
      [a, b].flatMap((base) =>
        [one, two].map(async ({ token }) => (await api(base, '/places', { token: `JWT ${token}` })).status),
      ),
    )
  expect(await statuses()).toEqual([200, 200, 200, 200])
  expect((await api(a, `/users/${user.doc.id}/sign-out`, { body: {} })).status).toBe(200)
  expect(await statuses()).toEqual([401, 401, 401, 401])
})

test('a key that asks both gets what one would have let it, not twice that', async () => {
  const { body } = await api<{ key: string }>(proxy.url, '/integrations', { body: { name: 'Сайт', scope: 'read' } })
  const token = `integrations API-Key ${body.key}`
  const startedAt = Date.now()
  let let_in = 0
  let refused = 0
  // For so long that the processes must have told each other, and until both have refused.
  for (let round = 0; round < 60 && refused < 40; round += 1) {
    const answers = await Promise.all(Array.from({ length: 8 }, () => api(proxy.url, '/places?limit=1', { token })))
    let_in += answers.filter(({ status }) => status === 200).length
    refused += answers.filter(({ status }) => status === 429).length
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  const minutes = (Date.now() - startedAt) / 60_000
  expect(refused).toBeGreaterThanOrEqual(40)
  // One bucket and what flows out of it meanwhile, and half a second of each other's unknown.
  expect(let_in).toBeGreaterThanOrEqual(RATE * 0.9)
  expect(let_in).toBeLessThan(RATE * (1 + minutes) * 1.6)
})

test('wrong passwords are counted together: the ninth is refused wherever it is tried', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.7' }
  const attempt = async (base: string | undefined) =>
    (
      await api(base ?? '', '/users/login', {
        body: { email: 'nobody@example.org', password: 'wrong' },
        token: '',
        headers,
      })
    ).status
  const seen: number[] = []
  for (let time = 0; time < 9; time += 1) seen.push(await attempt(direct[time % 2]))
  expect(seen).toEqual([...Array.from({ length: 8 }, () => 401), 429])
  expect(await attempt(direct[1])).toBe(429)
})

test('one key at both at once is one booking with one answer', async () => {
  const occurrence = await scene(50)
  for (let round = 0; round < 5; round += 1) {
    const [visitor, key] = [await makeVisitor(pool), randomUUID()]
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        api(direct[index % 2] ?? '', '/bookings', {
          body: { visitor, occurrence },
          headers: { 'idempotency-key': key },
        }),
      ),
    )
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    const { rows } = await pool.query(`SELECT count(*)::int AS count FROM participants WHERE visitor_id = $1`, [
      visitor,
    ])
    expect(rows).toEqual([{ count: 1 }])
  }
})

test('forty people for five places, asked at both at once: five come', async () => {
  const [occurrence, people] = [await scene(5), await makeVisitors(pool, 40)]
  const answers = await Promise.all(
    people.map((visitor) => api(proxy.url, '/bookings', { body: { visitor, occurrence } })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([
    ...Array.from({ length: 5 }, () => 201),
    ...Array.from({ length: 35 }, () => 409),
  ])
  expect(await violations(pool)).toEqual([])
})

test('what is booked at one appears at the other by itself, through the proxy, too', async () => {
  const [occurrence, visitor] = [await scene(5), await makeVisitor(pool)]
  const gone = new AbortController()
  const listen = async (base: string): Promise<() => string> => {
    const { body } = await fetch(`${base}/api/live`, { headers: { authorization: admin }, signal: gone.signal })
    let heard = ''
    void (async () => {
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) heard += Buffer.from(chunk).toString()
    })().catch(() => undefined) // left at the end of the test
    await expect.poll(() => heard, { timeout: 15_000 }).toContain('refresh')
    return () => heard
  }
  const [a = '', b = ''] = direct
  const streams = [await listen(a), await listen(b), await listen(proxy.url)]
  expect((await api(a, '/bookings', { body: { visitor, occurrence } })).status).toBe(201)
  for (const heard of streams) await expect.poll(heard, { timeout: 15_000 }).toContain(occurrence)
  gone.abort()
})

test('of two workers one works: each daily job has run once', async () => {
  const done = () =>
    workers
      .flatMap(({ lines }) => lines().filter((line) => typeof line.job === 'string'))
      .map(({ job, msg }) => `${String(job)}: ${String(msg)}`)
  const daily = ['backup', 'daily-summary', 'extend-horizon', 'retain']
  await expect
    .poll(() => daily.map((name) => done().filter((line) => line === `${name}: job ${name} done`).length), {
      timeout: 60_000,
    })
    .toEqual([1, 1, 1, 1])
  expect(done().filter((line) => !line.endsWith('done'))).toEqual([])
  const idle = workers.filter(({ lines }) => !lines().some((line) => typeof line.job === 'string'))
  expect(idle).toHaveLength(1)
  expect(idle[0]?.lines().map(({ msg }) => msg)).toContain('another worker is running, standing by')
})

test('of two bots one answers, each update once; when it is killed the other goes on', async () => {
  const group = telegram.group(CHAT, 'Волонтёры')
  const people = Array.from({ length: 5 }, (_, index) =>
    telegram.person({ id: 900 + index, first_name: `Волонтёр ${index}` }),
  )
  for (const person of people) group.put(person, 'member')
  const handled = () =>
    bots.map(({ lines }) =>
      lines()
        .filter(({ msg }) => msg === 'update handled')
        .map(({ update }) => Number(update)),
    )
  const greeted = () => people.map((person) => person.messages().filter(({ from }) => from.is_bot).length)
  for (const person of people) person.says('/start')
  await expect.poll(() => greeted(), { timeout: 60_000 }).toEqual([1, 1, 1, 1, 1])
  await expect.poll(() => handled().flat().length).toBe(5)
  const first = handled().flat()
  expect(new Set(first).size).toBe(first.length)
  const working = bots.findIndex((_, index) => (handled()[index] ?? []).length > 0)
  expect(handled()[1 - working]).toEqual([])
  bots[working]?.process.kill('SIGKILL')
  for (const person of people) person.says('/help')
  await expect.poll(() => (handled()[1 - working] ?? []).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(5)
  const { rows } = await pool.query(
    `SELECT count(*)::int AS count, count(*) FILTER (WHERE status = 'done')::int AS done FROM telegram_updates`,
  )
  expect(rows).toEqual([{ count: 10, done: 10 }])
})

test('one web process killed: the proxy goes on with the other, and what was stored is there', async () => {
  webs[0]?.process.kill('SIGKILL')
  await webs[0]?.ended
  const [occurrence, visitor] = [await scene(5), await makeVisitor(pool)]
  for (let time = 0; time < 4; time += 1) expect((await api(proxy.url, '/places?limit=1')).status).toBe(200)
  expect((await api(proxy.url, '/bookings', { body: { visitor, occurrence } })).status).toBe(201)
})
