import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZONE_COOKIE } from '@/config/zoneCookie'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'
import { makeSchedule } from './world'

let app: App
let admin: Client
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  ids = await makeSchedule(app.pool)
})
afterAll(() => app.close())

const NO_INSTANTS = [
  '01.12.2026',
  '12/01/2026',
  '2026-13-40',
  '2026-02-30',
  '2026-12-01T10:00',
  '2026-12-01 10:00:00Z',
  '2026',
  'Dec 1, 2026',
  'zzz',
]

describe('what is no date', () => {
  const paths = ['occurrences', 'event-days', 'events', 'participants', 'messages', 'audit-log', 'visitors', 'users']
  const instant: Record<string, string> = { occurrences: 'startsAt', participants: 'bookedAt', 'audit-log': 'at' }
  test.each(paths)('is no instant in a filter of %s', async (slug) => {
    for (const [index, value] of NO_INSTANTS.entries()) {
      const operator = ['equals', 'greater_than', 'less_than_equal', 'in'][(index + slug.length) % 4]
      const path = `/${slug}?where[${instant[slug] ?? 'createdAt'}][${operator}]=${encodeURIComponent(value)}`
      const answer = await admin.get(path)
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 400, 'VALIDATION'])
    }
  })

  test.each([
    ['occurrences', 'date'],
    ['event-days', 'date'],
    ['events', 'date'],
    ['events', 'lastDate'],
    ['events', 'skipDates.date'],
    ['occurrences', 'eventDay.date'],
    ['participants', 'occurrence.date'],
  ])('is no day in a filter of %s by %s', async (slug, field) => {
    for (const value of [...NO_INSTANTS, '2026-12-01T00:00:00Z', '2026-1-1', '20261201', '3000-01-01']) {
      const query = [`[equals]=${value}`, `[greater_than]=${value}`, `[in]=2026-12-01,${value}`][value.length % 3]
      const path = `/${slug}?where[${field}]${query}`
      expect([path, (await admin.get(path)).status]).toEqual([path, 400])
    }
  })

  test('is no time in a filter', async () => {
    for (const value of ['25:00', '9:00', '10', 'zzz'])
      expect((await admin.get(`/events?where[startTime][less_than]=${value}`)).status).toBe(400)
  })

  test('is no instant in a body', async () => {
    for (const givenAt of NO_INSTANTS) {
      const { status, body } = await admin.patch(`/visitors/${ids.visitors}`, { consent: { givenAt } })
      expect([givenAt, status, JSON.stringify(body)]).toEqual([
        givenAt,
        400,
        expect.stringContaining('consent.givenAt'),
      ])
    }
    for (const startsAt of [...NO_INSTANTS, '2026-12-05', '0000-01-01T00:00:00Z'])
      expect((await admin.patch(`/occurrences/${ids.occurrences}`, { startsAt })).status).toBe(400)
  })
})

describe('what is a date', () => {
  const count = async (path: string): Promise<number> => (await admin.get<{ totalDocs: number }>(path)).body.totalDocs
  test('finds by the day, by the instant, and by a part of the text', async () => {
    expect(await count('/occurrences?where[date][equals]=2026-12-05')).toBe(1)
    expect(await count('/occurrences?where[date][greater_than]=2026-12-05')).toBe(0)
    expect(await count('/occurrences?where[date][in]=2026-12-04,2026-12-05')).toBe(1)
    expect(await count('/occurrences?where[date][like]=2026-12')).toBe(1)
    expect(await count('/occurrences?where[startsAt][equals]=2026-12-05T10:00:00%2B03:00')).toBe(1)
    expect(await count('/occurrences?where[startsAt][greater_than]=2026-12-05')).toBe(1)
    expect(await count('/occurrences?where[startsAt][greater_than]=2026-12-05T07:00:00.000Z')).toBe(0)
  })
})

describe('a search', () => {
  test('takes the wildcards of SQL for the characters they are', async () => {
    for (const title of ['100%', '100 процентов', 'a_b', 'aXb', 'c\\d', 'cd']) {
      const { status } = await admin.post('/places', { title, timezone: 'Europe/Moscow', address: title })
      expect(status).toBe(201)
    }
    const found = async (where: string): Promise<string[]> =>
      (await admin.get<{ docs: { title: string }[] }>(`/places?sort=title&${where}`)).body.docs.map(
        ({ title }) => title,
      )
    for (const operator of ['like', 'contains']) {
      expect(await found(`where[title][${operator}]=%25`)).toEqual(['100%'])
      expect(await found(`where[title][${operator}]=100%25`)).toEqual(['100%'])
      expect(await found(`where[title][${operator}]=_`)).toEqual(['a_b'])
      expect(await found(`where[title][${operator}]=%5C`)).toEqual(['c\\d'])
      expect(await found(`where[title][${operator}]=A_B`)).toEqual(['a_b'])
    }
    expect(await found('where[title][not_like]=100')).toEqual(['Цветной', 'a_b', 'aXb', 'c\\d', 'cd'].sort())
    expect((await admin.get<{ totalDocs: number }>('/places/count?where[title][like]=%25')).body).toEqual({
      totalDocs: 1,
    })
  })

  test('is as literal where the panel looks by itself', async () => {
    const { docs } = await app.payload.find({ collection: 'places', where: { title: { like: '_' } } })
    expect(docs.map(({ title }) => title)).toEqual(['a_b'])
  })
})

describe('a day in a filter of the panel', () => {
  const messages = async (zone: string | null, operator: string): Promise<number> => {
    const { createLocalReq } = await import('payload')
    const headers = new Headers(zone === null ? {} : { cookie: `${ZONE_COOKIE}=${zone}` })
    const req = await createLocalReq({ req: { headers } }, app.payload)
    const where = { createdAt: { [operator]: '2026-12-01T12:00:00.000Z' } }
    return (await app.payload.find({ collection: 'messages', where, req })).totalDocs
  }
  beforeAll(async () => {
    // In Moscow: the last minute of November, the first and the last minute of 1 December, midnight of 2 December.
    for (const at of ['2026-11-30T20:59Z', '2026-11-30T21:00Z', '2026-12-01T20:59Z', '2026-12-01T21:00Z'])
      await app.pool.query(
        `INSERT INTO messages (kind, recipient_kind, payload, created_at) VALUES ('dailySummary', 'user', '{}', $1)`,
        [at],
      )
  })

  test.each([
    ['equals', 2],
    ['not_equals', 2],
    ['less_than', 1],
    ['less_than_equal', 3],
    ['greater_than', 1],
    ['greater_than_equal', 3],
  ])('%s is the day of a viewer in Moscow', async (operator, number) =>
    expect(await messages('Europe/Moscow', operator)).toBe(number),
  )

  test('is another one in another zone, and an instant for whoever says no zone', async () => {
    expect(await messages('Asia/Vladivostok', 'greater_than')).toBe(2)
    expect(await messages('Etc/UTC', 'equals')).toBe(2)
    expect(await messages('Mars/Base', 'equals')).toBe(0)
    expect(await messages(null, 'less_than_equal')).toBe(2)
  })
})

describe('what an event computes', () => {
  test.each(['state', 'nextDate', 'lastDate', 'archivedAt', 'expandedUntil', 'deletedAt'])(
    '%s can’t be written',
    async (name) => {
      for (const value of ['archived', '2026-12-05', '2026-12-05T10:00:00.000Z', null]) {
        const change = await admin.patch(`/events/${ids.events}`, { [name]: value })
        const preview = await admin.post(`/events/${ids.events}/preview`, { [name]: value })
        for (const answer of [change, preview]) {
          expect([answer.status, codeOf(answer)]).toEqual([400, 'VALIDATION'])
          expect(answer.body).toMatchObject({ errors: [{ data: { errors: [{ path: name }] } }] })
        }
      }
    },
  )

  test('comes back with the whole document, as a form sends it', async () => {
    const { body } = await admin.get<Record<string, unknown>>(`/events/${ids.events}`)
    const { status, body: saved } = await admin.patch<{ doc: { title: string } }>(`/events/${ids.events}`, {
      ...body,
      title: 'Русская баня',
    })
    expect([status, saved.doc?.title]).toEqual([200, 'Русская баня'])
  })
})

test('a preview of a rule answers two hundred dates at most, as every list', async () => {
  const ask = (limit: number) =>
    admin.post<{ dates: string[] }>('/recurrence/preview', { date: '2026-12-01', rrule: 'FREQ=DAILY', limit })
  expect((await ask(200)).body.dates).toHaveLength(200)
  expect((await ask(201)).status).toBe(400)
})
