import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp, type App, type Client } from '../../helpers/app'
import { makeSchedule } from './world'

let app: App
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
  await makeSchedule(app.pool)
})
afterAll(() => app.close())

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}${path}`, { headers: { ...staff.headers, 'accept-encoding': 'gzip', ...headers } })

test.each(['/schedule', '/occurrences?limit=20', '/places', '/events', '/openapi.json'])(
  'GET %s is not sent twice, and no one between may keep it',
  async (path) => {
    const first = await ask(path)
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
    await first.arrayBuffer()
    const again = await ask(path, { 'if-none-match': first.headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
  },
)

test('a list is the same text, whatever was read first for it', async () => {
  const slow = await app.pool.connect()
  try {
    // The lock delays the query for the booking windows, so that the zones are read first.
    await slow.query('BEGIN; LOCK TABLE events_services')
    const asked = ask('/occurrences?limit=20')
    const waiting = async () =>
      (await app.pool.query(`SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'events_services'::regclass`))
        .rowCount
    await expect.poll(waiting, { timeout: 4_000 }).toBe(1)
    await slow.query('COMMIT')
    const { docs } = (await (await asked).json()) as { docs: object[] }
    expect(Object.keys(docs[0] ?? {}).slice(-2)).toEqual(['bookableFrom', 'timezone'])
  } finally {
    await slow.query('ROLLBACK')
    slow.release()
  }
})

test('what has changed is sent, and whoever may not see it any more is refused', async () => {
  const tag = (await ask('/places')).headers.get('etag') ?? ''
  await app.pool.query(`UPDATE places SET address = 'ул. Новая, 1'`)
  expect((await ask('/places', { 'if-none-match': tag })).status).toBe(200)
  const now = (await ask('/places')).headers.get('etag') ?? ''
  expect((await fetch(`${app.url}/places`, { headers: { 'if-none-match': now } })).status).toBe(401)
})

test('an export to print is compressed while it is written', async () => {
  const { headers, status } = await ask('/exports/participants?format=html')
  expect([status, headers.get('content-encoding'), headers.get('vary'), headers.get('cache-control')]).toEqual([
    200,
    'gzip',
    'Accept-Encoding',
    'no-store',
  ])
})

test('an Excel file is compressed once, by itself', async () => {
  const { headers } = await ask('/exports/participants?format=xlsx')
  expect([headers.get('content-encoding'), headers.get('vary')]).toEqual([null, null])
})
