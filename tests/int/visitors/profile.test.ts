import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
let visitor: string
let made: Awaited<ReturnType<typeof makeEvent>>
beforeAll(async () => {
  app = await startApp({ now: '2026-03-10T09:00:00Z' })
  staff = await app.as('coordinator')
  const place = await makePlace(app.pool)
  const [shower, laundry] = [
    await makeService(app.pool, { title: 'Душ' }),
    await makeService(app.pool, { title: 'Стирка', allowOverlap: true }),
  ]
  made = await makeEvent(app.pool, {
    place,
    dates: [
      '2026-02-01',
      '2026-02-08',
      '2026-02-15',
      '2026-02-22',
      '2026-03-01',
      '2026-03-03',
      '2026-03-12',
      '2026-03-19',
    ],
    capacity: 10,
    lines: [
      { service: shower, startTime: '10:00', endTime: '11:00', capacity: 5 },
      { service: laundry, startTime: '12:00', endTime: '13:00', capacity: 1 },
    ],
  })
  visitor = await makeVisitor(app.pool, { lastName: 'Профильный', firstName: 'Марк' })
  const marks = ['noShow', 'attended', 'noShow', 'attended', 'expected', 'noShow', 'expected']
  for (const [index, status] of marks.entries()) {
    await app.pool.query(
      `INSERT INTO participants (visitor_id, occurrence_id, status, source, booked_at)
        VALUES ($1, $2, $3, 'panel', '2026-01-31T09:00Z')`,
      [visitor, made.occurrences[index]?.[0], status],
    )
  }
  const other = await makeVisitor(app.pool, { lastName: 'Другой', firstName: 'Марк' })
  await app.pool.query(
    `INSERT INTO participants (visitor_id, occurrence_id, status, source) VALUES ($1, $2, 'expected', 'panel')`,
    [other, made.occurrences[6]?.[1]],
  )
})
afterAll(() => app.close())

type Visit = { occurrence: string; date: string; status: string; service: { title: string } }
type Profile = {
  visitor: { fullName: string }
  services: { occurrence: string }[]
  upcoming: Visit[]
  history: Visit[]
  missed: { missed: number; of: number; lastOn: string | null }
}
const profileOf = async (id: string, as: Client = staff) => as.get<Profile>(`/visitors/${id}/profile`)

test('opens on what can be booked now, then what is coming, what was, what was missed', async () => {
  const { status, body } = await profileOf(visitor)
  expect([status, body.visitor.fullName]).toEqual([200, 'Профильный Марк'])
  // On the 12th the shower is booked already and the laundry is full; the 19th is free.
  expect(body.services.map(({ occurrence }) => occurrence)).toEqual(made.occurrences[7])
  expect(body.upcoming.map(({ occurrence, status: mark, service }) => [occurrence, mark, service.title])).toEqual([
    [made.occurrences[6]?.[0], 'expected', 'Душ'],
  ])
  expect(body.history.map(({ date, status: mark }) => [date, mark])).toEqual([
    ['2026-03-03', 'noShow'],
    ['2026-03-01', 'expected'],
    ['2026-02-22', 'attended'],
    ['2026-02-15', 'noShow'],
    ['2026-02-08', 'attended'],
    ['2026-02-01', 'noShow'],
  ])
  // 1 March was not marked, so it is not counted.
  expect(body.missed).toEqual({ missed: 3, of: 5, lastOn: '2026-03-03' })
})

test('says how often they came and since when', async () => {
  const { body } = await staff.get<{ visits: unknown }>(`/visitors/${visitor}/profile`)
  expect(body.visits).toEqual({ count: 2, since: '2026-02-08' })
})

test('a screen that reads again what it shows is one look for ten minutes, another reader is another', async () => {
  const someone = await makeVisitor(app.pool, { lastName: 'Открытый', firstName: 'Марк' })
  const looks = async () =>
    (await app.pool.query(`SELECT 1 FROM audit_log WHERE action = 'visitor.viewed' AND subject_id = $1`, [someone]))
      .rowCount
  const read = (as: Client, again: boolean) => as.get(`/visitors/${someone}/profile${again ? '?again=true' : ''}`)
  await read(staff, true)
  expect(await looks()).toBe(1)
  await read(staff, true)
  expect(await looks()).toBe(1)
  await read(await app.as('viewer'), true)
  expect(await looks()).toBe(2)
  await read(staff, false)
  expect(await looks()).toBe(3)
})

test('of somebody who never came misses nothing; of nobody is 404', async () => {
  const fresh = await makeVisitor(app.pool, { lastName: 'Новенький', firstName: 'Марк' })
  expect((await profileOf(fresh)).body).toMatchObject({
    upcoming: [],
    history: [],
    missed: { missed: 0, of: 0, lastOn: null },
  })
  expect(codeOf((await profileOf('0198a000-0000-7000-8000-00000000ffff')) as never)).toBe('NOT_FOUND')
})

test('every look is in the log: the profile, the record, the list', async () => {
  const someone = await makeVisitor(app.pool, { lastName: 'Смотримый', firstName: 'Марк' })
  const viewer = await app.as('viewer')
  await profileOf(someone, viewer)
  await staff.get(`/visitors/${someone}`)
  await staff.get(`/visitors?where[lastName][equals]=${encodeURIComponent('Смотримый')}`)
  const { rows } = await app.pool.query(
    `SELECT action, actor_id, changes FROM audit_log WHERE subject = 'visitors' AND (subject_id = $1
      OR changes->'ids' ? $1) ORDER BY action, actor_id = $2`,
    [someone, staff.id],
  )
  expect(rows).toEqual([
    { action: 'visitor.viewed', actor_id: viewer.id, changes: {} },
    { action: 'visitor.viewed', actor_id: staff.id, changes: {} },
    { action: 'visitors.listed', actor_id: staff.id, changes: { ids: [someone] } },
  ])
})

test('the search forgives, ranks and shows no phone', async () => {
  await staff.post('/visitors', {
    lastName: 'Щукин',
    firstName: 'Фёдор',
    middleName: 'Ильич',
    phone: '+7 903 111-22-33',
    cardNumber: 'Z-77',
  })
  const find = async (q: string, as: Client = staff) =>
    (await as.get<{ docs: Record<string, unknown>[] }>(`/visitors/search?q=${encodeURIComponent(q)}&limit=3`)).body.docs
  const viewer = await app.as('viewer')
  for (const q of ['щукин', 'Федор Щукин', 'Shchukin', 'oerby atljh', 'z-77', 'Щукии Фёдор', 'Щукину Феде', 'щук ф'])
    expect([q, (await find(q, viewer))[0]?.fullName]).toEqual([q, 'Щукин Фёдор Ильич'])
  // A phone could be guessed digit by digit, so callers who may not read it can't search by a part of it.
  const key = await app.as('key:booking')
  for (const [q, byStaff, byKey] of [
    ['89031112233', 1, 1],
    ['+7 (903) 111\u201122\u201133', 1, 1],
    ['111-22-33', 1, 0],
    ['2233', 1, 0],
    ['8903111', 1, 0],
  ] as const) {
    expect([q, (await find(q)).length, (await find(q, key)).length]).toEqual([q, byStaff, byKey])
    expect([q, await find(q, viewer)]).toEqual([q, []])
  }
  const facts = { cardNumber: 'Z-77', birthYear: null, lastVisit: null, status: 'new', partial: false }
  expect((await find('щукин'))[0]).toEqual({
    id: expect.any(String),
    fullName: 'Щукин Фёдор Ильич',
    score: expect.any(Number),
    ...facts,
    phoneEnd: '33',
  })
  expect((await find('щукин', await app.as('viewer')))[0]).toMatchObject({ ...facts, phoneEnd: null })
  expect(await find('')).toEqual([])
  expect(await find('%_\\\'"; DROP TABLE visitors')).toEqual([])
  expect((await staff.get('/visitors/search')).status).toBe(400)
  expect((await staff.get(`/visitors/search?q=${'я'.repeat(401)}`)).status).toBe(400)
  expect((await staff.get('/visitors/search?q=a&limit=0')).status).toBeLessThan(500)
})
