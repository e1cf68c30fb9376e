import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

/** How much a single caller with few rights can disturb all others. */
let app: App
let viewer: Client
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  await app.as('administrator')
  viewer = await app.as('viewer')
  staff = await app.as('coordinator')
})
afterAll(() => app.close())

describe('one caller', () => {
  test('keeps a few streams open, and all the others theirs', async () => {
    const gone = new AbortController()
    const open = (client: Client) => fetch(`${app.url}/live`, { headers: client.headers, signal: gone.signal })
    const statuses = (await Promise.all(Array.from({ length: 40 }, () => open(viewer)))).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(20)
    expect(new Set(statuses)).toEqual(new Set([200, 429]))
    expect((await open(staff)).status).toBe(200)
    gone.abort()
    await expect
      .poll(async () => {
        const again = new AbortController()
        const { status } = await fetch(`${app.url}/live`, { headers: viewer.headers, signal: again.signal })
        again.abort()
        return status
      })
      .toBe(200)
  })

  test('keeps preferences of a size, and so many', async () => {
    const save = (key: string, value: unknown) => viewer.post(`/payload-preferences/${key}`, { value })
    expect((await save('collection-visitors', { columns: [{ accessor: 'fullName', active: true }] })).status).toBe(200)
    expect(codeOf(await save('big', 'x'.repeat(100_000)))).toBe('BODY_TOO_LARGE')
    expect(codeOf(await save('k'.repeat(200), 1))).toBe('VALIDATION')
    const answers = await Promise.all(Array.from({ length: 130 }, (_, index) => save(`mine-${index}`, index)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    // Nobody is refused for having opened many documents: the oldest values make room.
    expect((await save('collection-visitors', { limit: 20 })).status).toBe(200)
    expect((await save('one-more', 1)).status).toBe(200)
    const { rows } = await app.pool.query<{ key: string }>(
      `SELECT p.key FROM payload_preferences p JOIN payload_preferences_rels r ON r.parent_id = p.id
        WHERE r.users_id = $1`,
      [viewer.id],
    )
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(['collection-visitors', 'one-more']))
    expect(rows.length).toBeLessThanOrEqual(100)
    expect((await staff.post('/payload-preferences/one-more', { value: 1 })).status).toBe(200)
  })

  test('pushes no true error out by telling false ones, and tells a few a minute', async () => {
    await app.pool.query(
      `INSERT INTO error_reports (kind, place, type, stack, count, first_seen_at, last_seen_at, release, fingerprint)
        SELECT kind, 'x', 'x', '', 1, at, at, 'x', kind || n FROM (
          SELECT 'job' AS kind, n, timestamptz '2026-11-30' AS at FROM generate_series(1, 20) n
          UNION ALL SELECT 'browser', n, timestamptz '2026-12-01' FROM generate_series(1, 900) n) AS told`,
    )
    const { sweep } = await import('@/operations/housekeeping/sweep')
    await sweep(app.payload, new Date('2026-12-01T09:00:00Z'))
    const { rows } = await app.pool.query<{ kind: string; count: number }>(
      `SELECT kind, count(*)::int FROM error_reports WHERE kind IN ('job', 'browser') GROUP BY kind ORDER BY kind`,
    )
    expect(rows).toEqual([
      { kind: 'browser', count: 100 },
      { kind: 'job', count: 20 },
    ])
    const tell = () => viewer.post('/error-reports/browser', { type: 'TypeError', page: '/admin', stack: '' })
    const codes = (await Promise.all(Array.from({ length: 60 }, tell))).map(({ status }) => status)
    expect(new Set(codes)).toEqual(new Set([204, 429]))
    expect(codes.filter((status) => status === 204).length).toBeLessThanOrEqual(30)
  })

  test('makes no dates by asking about what it can not book yet', async () => {
    const admin = await app.as('administrator')
    const place = await admin.post<{ doc: { id: string } }>('/places', { title: 'Цветной', timezone: 'Europe/Moscow' })
    const service = await admin.post<{ doc: { id: string } }>('/services', { title: 'Душ', capacity: 5, minutes: 60 })
    const event = await admin.post<{ doc: { id: string } }>('/events', {
      title: 'День помощи',
      place: place.body.doc.id,
      type: 'recurring',
      date: '2026-12-01',
      startTime: '10:00',
      endTime: '12:00',
      capacity: 5,
      rrule: 'FREQ=DAILY',
      services: [
        {
          service: service.body.doc.id,
          startTime: '10:00',
          endTime: '11:00',
          capacity: 5,
          bookingWindow: { value: 120, unit: 'days' },
        },
      ],
    })
    expect(event.status).toBe(201)
    const days = async () =>
      (await app.pool.query('SELECT 1 FROM event_days WHERE event_id = $1', [event.body.doc.id])).rowCount ?? 0
    const before = await days()
    for (const who of ['viewer', 'key:read', 'key:booking'] as const)
      expect((await (await app.as(who)).get('/availability?from=2028-10-01&to=2028-10-30')).status).toBe(200)
    expect(await days()).toBeLessThanOrEqual(before + 61)
    const within = await (
      await app.as('key:booking')
    ).get<{ days: unknown[] }>('/availability?from=2027-03-25&to=2027-03-30')
    expect(within.body.days).toHaveLength(6)
    await staff.get('/availability?from=2028-10-01&to=2028-10-30')
    expect(await days()).toBeGreaterThan(600)
  })
})
