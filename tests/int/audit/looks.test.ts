import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { startApp, type App, type Client } from '../../helpers/app'

const NOW = '2026-12-01T09:00:00Z'
let app: App
let staff: Client
let viewer: Client
let visitor: string
beforeAll(async () => {
  app = await startApp({ now: NOW })
  await app.as('administrator')
  staff = await app.as('coordinator')
  viewer = await app.as('viewer')
  const made = await staff.post<{ doc: { id: string } }>('/visitors', {
    lastName: 'Заметнов',
    firstName: 'Ефим',
    status: 'registered',
  })
  visitor = made.body.doc.id
  const { occurrences } = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-03'],
    capacity: 10,
    lines: [{ service: await makeService(app.pool), startTime: '14:00', endTime: '15:00', capacity: 5 }],
  })
  await staff.post('/bookings', { visitor, occurrence: occurrences[0]?.[0] })
})
afterAll(() => app.close())

type Row = { action: string; subject: string; subjectId: string; actor: string | null; address: string | null }
/** The log entries written while `work` runs. */
const during = async (work: () => Promise<unknown>, wanted = 1): Promise<(Row & { changes: object })[]> => {
  await app.pool.query('DELETE FROM audit_log').catch(() => undefined)
  const since = (
    await app.pool.query<{ ids: string[] }>('SELECT coalesce(array_agg(id), $1) AS ids FROM audit_log', [[]])
  ).rows[0]?.ids
  await work()
  const read = async () =>
    (
      await app.pool.query<Row & { changes: object }>(
        `SELECT action, subject, subject_id AS "subjectId", actor_id AS actor, address, changes FROM audit_log
          WHERE NOT id = ANY ($1) ORDER BY at, id`,
        [since],
      )
    ).rows
  await expect.poll(async () => (await read()).length).toBeGreaterThanOrEqual(wanted)
  return read()
}

test.each([
  ['a list of a few fields', '/visitors?select[fullName]=true', 'visitors', 'list'],
  ['a filter', '/participants?where[visitor.lastName][like]=Заметнов', 'participants', 'list'],
  ['people with their bookings', '/participants?depth=1', 'visitors', 'list'],
  ['a search', '/visitors/search?q=Заметнов', 'visitors', 'search'],
])('%s is a look at each person, once in ten minutes', async (_, path, subject, subjectId) => {
  // A different person for each way of looking.
  const who = await as('viewer')
  const rows = await during(() => who.get(path))
  expect(rows).toEqual([
    {
      action: 'visitors.listed',
      subject,
      subjectId,
      actor: who.id,
      address: '127.0.0.1',
      changes: { ids: expect.arrayContaining([visitor]) },
    },
  ])
  expect(await during(() => who.get(path), 0)).toEqual([])
})

test('how many fit a filter is a look, without what was looked for', async () => {
  const rows = await during(async () => {
    await viewer.get('/visitors/count?where[lastName][like]=Заметнов')
    await viewer.get('/participants/count?where[visitor.firstName][equals]=Ефим')
    await viewer.get('/participants/count')
  }, 2)
  expect(rows.sort((a, b) => b.subject.localeCompare(a.subject))).toMatchObject([
    { action: 'visitors.counted', subject: 'visitors', actor: viewer.id, changes: { fields: ['lastName'] } },
    { action: 'visitors.counted', subject: 'participants', changes: { fields: ['visitor.firstName'] } },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/Заметнов|Ефим/)
})

test('bookings without their people are no look', async () => {
  expect(await during(() => viewer.get('/participants'), 0)).toEqual([])
})

const as = async (role: 'viewer' | 'administrator'): Promise<Client & { email: string }> => {
  const email = `${randomUUID()}@example.org`
  const password = 'correct horse battery staple'
  const user = await app.payload.create({ collection: 'users', data: { email, password, name: 'К', role } })
  const { token } = await app.payload.login({ collection: 'users', data: { email, password } })
  const headers = { authorization: `JWT ${token}` }
  const get: Client['get'] = async (path) => {
    const response = await fetch(`${app.url}${path}`, { headers })
    return { status: response.status, body: (await response.json()) as never, headers: response.headers }
  }
  return { ...viewer, id: String(user.id), headers, email, get }
}

const login = (body: object) =>
  fetch(`${app.url}/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('signing in, failing to, and being refused are written down with who, where and what', async () => {
  const user = await as('viewer')
  const rows = await during(async () => {
    await login({ email: user.email, password: 'wrong wrong wrong' })
    await login({ email: user.email, password: 'correct horse battery staple' })
    await login({ email: 'nobody@example.org', password: 'x' })
    await user.get('/audit-log')
    await user.get('/audit-log')
    await fetch(`${app.url}/visitors`)
  }, 5)
  const open = { address: '127.0.0.1' }
  expect(rows.map(({ changes: _, ...row }) => row)).toEqual(
    expect.arrayContaining([
      { action: 'user.signInFailed', subject: 'users', subjectId: user.id, actor: null, ...open },
      { action: 'user.signedIn', subject: 'users', subjectId: user.id, actor: user.id, ...open },
      { action: 'user.signInFailed', subject: 'users', subjectId: 'unknown', actor: null, ...open },
      { action: 'request.refused', subject: 'requests', subjectId: 'get /audit-log', actor: user.id, ...open },
      { action: 'request.refused', subject: 'requests', subjectId: 'get /visitors', actor: null, ...open },
    ]),
  )
  expect(rows.filter(({ subjectId }) => subjectId === 'get /audit-log')).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain('nobody@example.org')
})
