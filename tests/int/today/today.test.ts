import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EventDoc, eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { makeVisitor } from '../../factories/schedule'
import { type App, startApp } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>

type Occurrence = {
  id: string
  event: string
  title: string
  service: string
  date: string
  status: string
  capacity: number
  participants: number
  phase: string
  full: boolean
  day: object
  marks: object
}
type Listed = { total: number; occurrences: Occurrence[] }
type Today = {
  places: { id: string; title: string; date: string; occurrences: Occurrence[] }[]
  attention: { full: Listed; notMarked: Listed; failedMessages: number }
  days: { date: string; participants: number; capacity: number }[]
}

beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const ask = async (at: string): Promise<Today> => {
  app.setNow(at)
  const { status, body } = await make.admin.get<Today>('/today')
  expect(status).toBe(200)
  return body
}
const onTuesday = (today: Today, place = make.place) => today.places.find(({ id }) => id === place)?.occurrences ?? []

let event: EventDoc
it('shows what is on today with its people, in the order of the day, and nothing on a day without', async () => {
  event = await make.create({
    services: [
      { service: make.service, startTime: '10:00', endTime: '12:00', capacity: 5 },
      { service: make.shower, startTime: '12:00', endTime: '13:00', capacity: 3 },
    ],
  })
  const [laundry] = await occurrencesOf(app, event.id)
  for (const status of ['expected', 'expected', 'attended', 'noShow']) {
    const id = await putOn(app, await makeVisitor(app.pool), laundry?.id ?? '')
    await app.pool.query('UPDATE participants SET status = $2 WHERE id = $1', [id, status])
  }
  expect(onTuesday(await ask('2026-11-30T12:00:00Z'))).toEqual([])
  const shown = onTuesday(await ask('2026-12-01T08:00:00Z'))
  expect(shown.map(({ service, phase }) => [service, phase])).toEqual([
    ['Стирка', 'running'],
    ['Душ', 'ahead'],
  ])
  expect(shown[0]).toMatchObject({
    id: laundry?.id,
    title: 'Стирка по вторникам',
    status: 'scheduled',
    participants: 4,
    capacity: 5,
    full: false,
    day: { participants: 4, capacity: 20 },
    marks: { expected: 2, attended: 1, noShow: 1 },
  })
  expect(onTuesday(await ask('2026-12-01T09:30:00Z')).map(({ phase }) => phase)).toEqual(['over', 'running'])
})

it('is on the date of the place, whatever the date elsewhere', async () => {
  const place = (
    (await make.admin.post('/places', { title: 'Камчатка', timezone: 'Asia/Kamchatka' })).body.doc as { id: string }
  ).id
  await make.create({ place, title: 'На востоке' })
  // Early on Tuesday there (02:30), and still Monday evening in Moscow.
  const night = await ask('2026-11-30T14:30:00Z')
  expect(night.places.map(({ title, date, occurrences }) => [title, date, occurrences.length])).toEqual([
    ['Камчатка', '2026-12-01', 1],
    ['Цветной бульвар', '2026-11-30', 0],
  ])
  expect(night.days.map(({ date }) => date)).toEqual(
    Array.from({ length: 14 }, (_, index) =>
      index === 0 ? '2026-11-30' : `2026-12-${String(index).padStart(2, '0')}`,
    ),
  )
  // The Tuesdays of both places, one of them with four people.
  expect(night.days.filter(({ capacity }) => capacity > 0)).toEqual([
    { date: '2026-12-01', participants: 4, capacity: 40 },
    { date: '2026-12-08', participants: 0, capacity: 40 },
  ])
})

it('names what is nearly full or full by the service or by the day, and what is over with people not marked', async () => {
  const [laundry, shower, nextLaundry] = await occurrencesOf(app, event.id)
  for (let n = 0; n < 3; n += 1) await putOn(app, await makeVisitor(app.pool), shower?.id ?? '')
  const ids = ({ occurrences }: Listed) => occurrences.map(({ id, full }) => [id, full])
  const morning = await ask('2026-12-01T06:00:00Z')
  expect([ids(morning.attention.full), morning.attention.full.total, ids(morning.attention.notMarked)]).toEqual([
    [
      [laundry?.id, false],
      [shower?.id, true],
    ],
    2,
    [],
  ])
  await app.pool.query('UPDATE occurrences SET capacity = 6 WHERE id = $1', [laundry?.id])
  // Seven of nine is less than four fifths; seven of seven is full.
  const day = (capacity: number) =>
    app.pool.query(`UPDATE event_days SET capacity = $2 WHERE event_id = $1 AND date = '2026-12-01'`, [
      event.id,
      capacity,
    ])
  await day(9)
  expect(ids((await ask('2026-12-01T06:00:00Z')).attention.full)).toEqual([[shower?.id, true]])
  await day(7)
  // A full day is listed once, represented by its first service.
  expect(ids((await ask('2026-12-01T06:00:00Z')).attention.full)).toEqual([[laundry?.id, true]])
  const showers = (capacity: number) =>
    app.pool.query('UPDATE occurrences SET capacity = $2 WHERE id = $1', [shower?.id, capacity])
  await showers(7)
  expect(ids((await ask('2026-12-01T06:00:00Z')).attention.full)).toEqual([[laundry?.id, true]])
  await showers(3)

  const evening = await ask('2026-12-01T18:00:00Z')
  expect(ids(evening.attention.full)).toEqual([])
  expect(evening.attention.notMarked.occurrences.map(({ id, marks }) => [id, marks])).toEqual([
    [shower?.id, { expected: 3, attended: 0, noShow: 0 }],
    [laundry?.id, { expected: 2, attended: 1, noShow: 1 }],
  ])
  expect((await ask('2026-12-08T12:00:00Z')).attention.notMarked.total).toBe(0)
  expect(nextLaundry?.date).toBe('2026-12-08')
})

it('shows a cancelled one as cancelled, and nothing of what is skipped or deleted', async () => {
  const cancelled = await make.create({ title: 'Врач', type: 'oneOff', rrule: undefined, date: '2026-12-03' })
  const deleted = await make.create({ title: 'Лишнее', type: 'oneOff', rrule: undefined, date: '2026-12-03' })
  const [doctor] = await occurrencesOf(app, cancelled.id)
  app.setNow('2026-12-02T09:00:00Z')
  expect((await make.admin.post(`/occurrences/${doctor?.id}/cancel`, { reason: 'Заболел' })).status).toBe(200)
  expect((await make.admin.delete(`/events/${deleted.id}?confirm=true`)).status).toBe(200)
  expect(onTuesday(await ask('2026-12-03T06:00:00Z')).map(({ title, status }) => [title, status])).toEqual([
    ['Врач', 'cancelled'],
  ])
})

it('counts the messages that could not be sent this week', async () => {
  const message = (status: string, at: string) =>
    app.pool.query(
      `INSERT INTO messages (kind, recipient_kind, payload, status, updated_at)
        VALUES ('test', 'volunteers', '{}', $1::message_status, $2)`,
      [status, at],
    )
  await message('failed', '2026-12-01T00:00Z')
  await message('failed', '2026-11-20T00:00Z')
  await message('sent', '2026-12-01T00:00Z')
  expect((await ask('2026-12-02T06:00:00Z')).attention.failedMessages).toBe(1)
})

it('is for people who are signed in, names nobody, and costs eight statements whatever there is', async () => {
  app.setNow('2026-12-01T06:00:00Z')
  for (const who of ['coordinator', 'viewer'] as const)
    expect((await (await app.as(who)).get('/today')).status).toBe(200)
  expect((await (await app.as('key:read')).get('/today')).status).toBe(403)
  expect((await (await app.as('key:booking')).get('/today')).status).toBe(403)
  expect((await (await app.as('anonymous')).get('/today')).status).toBe(401)
  const { rows } = await app.pool.query<{ name: string }>('SELECT last_name AS name FROM visitors')
  const text = JSON.stringify((await make.admin.get('/today')).body)
  expect(rows.filter(({ name }) => text.includes(name))).toEqual([])

  const { today } = await import('@/operations/today/today')
  const count = async (at: string) =>
    (await countStatements(app.payload, () => today(app.payload, { now: new Date(at) }))).statements
  expect([await count('2020-01-01T06:00:00Z'), await count('2026-12-01T06:00:00Z')]).toEqual([8, 8])
})
