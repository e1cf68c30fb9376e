import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { startApp, type App, type Client } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'

const NOW = '2026-12-01T09:00:00Z'
let app: App
let admin: Client
let staff: Client
let visitor: string

type Entry = {
  id: string
  at: string
  action: string
  subjectId: string
  subjectName: string | null
  person: { id: string; name: string } | null
  people: number | null
  actor: { kind: string; id: string; name: string | null } | null
  via: string
  address: string | null
}
type Page = { docs: Entry[]; totalDocs: number; isMore: boolean }
const log = async (query = ''): Promise<Page> => (await admin.get<Page>(`/audit-log/list?limit=100&${query}`)).body
const newVisitor = async (lastName: string): Promise<string> =>
  (await staff.post<{ doc: { id: string } }>('/visitors', { lastName, firstName: 'Фома', status: 'registered' })).body
    .doc.id

beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  const { occurrences } = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01'],
    capacity: 10,
    lines: [{ service: await makeService(app.pool), startTime: '10:00', endTime: '18:00', capacity: 10 }],
  })
  visitor = await newVisitor('Журнальный')
  await newVisitor('Посторонний')
  await staff.post('/bookings', { visitor, occurrence: occurrences[0]?.[0] })
  await staff.get('/visitors?select[fullName]=true')
})
afterAll(() => app.close())

test('says who did what to whom, and that whom it names was looked at, once', async () => {
  const { docs } = await log()
  expect(docs.find(({ action }) => action === 'participant.booked')).toMatchObject({
    subjectName: 'День помощи, 01.12.2026',
    person: { id: visitor, name: 'Журнальный Фома' },
    actor: { kind: 'users', id: staff.id, name: expect.stringMatching(/\S/) },
    address: expect.stringMatching(/\d/),
  })
  expect(docs.find(({ action }) => action === 'visitors.listed')).toMatchObject({ people: 2, person: null })
  await log()
  const looks = (await log('action=visitors.listed')).docs.filter(({ actor }) => actor?.id === admin.id)
  expect(looks.map(({ people }) => people)).toEqual([2])
})

test('is found by a person, bookings and lists included, and through a merge in both directions', async () => {
  // Reading the log is a look at whom it names, and goes into it.
  const others = ({ docs }: Page) =>
    docs.filter(({ action, actor }) => !(/listed/.test(action) && actor?.id === admin.id))
  const about = async (id: string) => others(await log(`visitor=${id}`)).map(({ action }) => action)
  const before = await about(visitor)
  expect(before).toEqual(expect.arrayContaining(['visitor.created', 'participant.booked', 'visitors.listed']))
  expect((await log(`visitor=${visitor}`)).docs.every(({ person }) => person === null || person.id === visitor)).toBe(
    true,
  )
  const other = await newVisitor('Журналов')
  const merged = await admin.post(`/visitors/${other}/merge`, { other: visitor, take: {} })
  expect(merged.status).toBe(200)
  const docs = others(await log(`visitor=${other}`))
  expect(await about(visitor)).toEqual(docs.map(({ action }) => action))
  expect(docs.filter(({ action }) => action === 'visitor.created')).toHaveLength(2)
  // The old record's entries lead to who it is today.
  expect(new Set(docs.flatMap(({ person }) => (person ? [person.id] : [])))).toEqual(new Set([other]))
  visitor = other
})

test('is found by an account, an action and a time, and every entry stands on one page', async () => {
  const of = await log(`account=${staff.id}`)
  expect(of.docs.length).toBeGreaterThan(2)
  expect(of.docs.every(({ actor, subjectId }) => [actor?.id, subjectId].includes(staff.id))).toBe(true)
  const { docs } = await log('action=visitor.created,participant.booked')
  expect(new Set(docs.map(({ action }) => action))).toEqual(new Set(['visitor.created', 'participant.booked']))
  expect((await log(`from=${NOW}&until=${NOW}`)).totalDocs).toBe(0)
  expect((await log(`from=${NOW}`)).totalDocs).toBeGreaterThan(0)
  const pages = []
  for (let page = 1; page <= 4; page += 1)
    pages.push(
      ...(await admin.get<Page>(`/audit-log/list?limit=1&page=${page}&action=visitor.created,participant.booked`)).body
        .docs,
    )
  expect(pages.map(({ id }) => id)).toEqual(docs.map(({ id }) => id).slice(0, 4))
})

test('a wrong question is refused by field, and others than administrators at once', async () => {
  for (const [query, path] of [
    ['action=visitor.created,drop', 'action'],
    ['visitor=1', 'visitor'],
    ['from=2026-02-30T00:00:00Z', 'from'],
    ['from=2026-12-02T00:00:00Z&until=2026-12-01T00:00:00Z', 'until'],
  ])
    expect(await admin.get(`/audit-log/list?${query}`)).toMatchObject({
      status: 400,
      body: { errors: [{ data: { errors: expect.arrayContaining([expect.objectContaining({ path })]) } }] },
    })
  for (const role of ['coordinator', 'viewer'] as const)
    expect((await (await app.as(role)).get('/audit-log/list')).status).toBe(403)
})

test('one entry takes as many statements as thirty', async () => {
  for (let year = 1950; year < 1980; year += 1) await staff.patch(`/visitors/${visitor}`, { birthYear: year })
  const statements = async (limit: number): Promise<number> =>
    (await countStatements(app.payload, () => admin.get(`/audit-log/list?limit=${limit}&action=visitor.changed`)))
      .statements
  await log('action=visitor.changed')
  expect(await statements(30)).toBe(await statements(1))
  expect(await statements(30)).toBeLessThanOrEqual(9)
})
