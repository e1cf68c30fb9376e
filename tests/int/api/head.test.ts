import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSchedule } from './world'
import { startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
  ids = await makeSchedule(app.pool)
})
afterAll(() => app.close())

const ask = async (method: 'GET' | 'HEAD', path: string, headers: Record<string, string>) => {
  const response = await fetch(`${app.url}${path}`, { method, headers })
  const body = await response.text()
  const told = ['content-type', 'content-disposition', 'cache-control', 'allow'].map((name) =>
    response.headers.get(name),
  )
  return { answer: [response.status, ...told], body }
}

test.each([
  ['/places', 200],
  ['/places/count', 200],
  ['/visitors/:visitors', 200],
  ['/visitors/:visitors/profile', 200],
  ['/availability?from=2026-12-01&to=2026-12-10', 200],
  ['/exports/participants?format=xlsx', 200],
  ['/exports/participants?format=html', 200],
  ['/openapi.json', 200],
  ['/docs', 200],
  ['/health/ready', 200],
  ['/places?limit=abc', 400],
  ['/availability', 400],
  ['/audit-log', 403],
  ['/places/0198a000-0000-7000-8000-00000000ffff', 404],
  ['/nope', 404],
  ['', 404],
  ['/bookings', 405],
])('HEAD %s answers like GET, without a body', async (template, status) => {
  const path = template.replace(/:(\w+)/, (_, slug: string) => ids[slug] ?? '')
  const get = await ask('GET', path, staff.headers)
  const head = await ask('HEAD', path, staff.headers)
  expect(get.answer[0]).toBe(status)
  expect(get.body).not.toBe('')
  expect(head).toEqual({ answer: get.answer, body: '' })
})

test('HEAD asks who it is, like GET', async () => {
  expect((await ask('HEAD', '/places', {})).answer[0]).toBe(401)
  expect((await ask('HEAD', '/health/live', {})).answer[0]).toBe(200)
})

test('HEAD of an export holds no connection', async () => {
  for (let index = 0; index < 6; index += 1)
    expect((await ask('HEAD', '/exports/participants?format=xlsx', staff.headers)).answer[0]).toBe(200)
  const { rows } = await app.pool.query(
    `SELECT count(*)::int AS open FROM pg_stat_activity WHERE datname = current_database()
      AND state LIKE 'idle in transaction%'`,
  )
  expect(rows).toEqual([{ open: 0 }])
})
