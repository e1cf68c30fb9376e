import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventMaker, occurrencesOf, putOn } from '../../factories/events'
import { makeVisitor } from '../../factories/schedule'
import { type App, startApp } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'
import type { Roster } from '@/operations/participants/roster'

let app: App
let make: Awaited<ReturnType<typeof eventMaker>>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T08:00:00Z' })
  make = await eventMaker(app)
})
afterAll(() => app.close())

const newOccurrence = async (capacity = 5): Promise<string> => {
  const event = await make.create({
    capacity: 60,
    services: [{ service: make.service, startTime: '10:00', endTime: '12:00', capacity }],
  })
  return (await occurrencesOf(app, event.id))[0]?.id ?? ''
}
const person = (lastName: string) => makeVisitor(app.pool, { lastName, firstName: 'Анна' })
const look = async (occurrence: string, who: 'administrator' | 'viewer' = 'administrator') =>
  (await (await app.as(who)).get<Roster>(`/occurrences/${occurrence}/participants`)).body

test('shows everybody by surname with who booked them, the cancelled last', async () => {
  const occurrence = await newOccurrence()
  const volunteer = (await make.admin.post<{ doc: { id: string } }>('/volunteers', { name: 'Вера', telegramId: '77' }))
    .body.doc.id
  const [yana, elka, boris] = [await person('Яковлева'), await person('Ёлкина'), await person('Борисов')]
  await putOn(app, yana, occurrence, volunteer)
  await putOn(app, elka, occurrence)
  const gone = await putOn(app, boris, occurrence)
  await make.admin.post(`/participants/${gone}/cancel`, { reason: 'Заболел' })
  await make.admin.patch(`/visitors/${yana}`, { phone: '89161234567' })
  await make.admin.patch(`/visitors/${yana}`, { status: 'registered' })

  const found = await look(occurrence)
  expect(found.docs.map(({ visitor, status }) => [visitor.fullName, status])).toEqual([
    ['Ёлкина Анна', 'expected'],
    ['Яковлева Анна', 'expected'],
    ['Борисов Анна', 'cancelled'],
  ])
  expect(found.docs[1]).toMatchObject({
    visitor: { id: yana, phone: '+79161234567', status: 'registered' },
    source: 'bot',
    bookedBy: { kind: 'volunteers', id: volunteer, name: 'Вера' },
    notMarked: false,
  })
  expect(found.docs[2]).toMatchObject({ cancelReason: 'Заболел' })
  expect(found.counts).toEqual({ expected: 2, attended: 0, noShow: 0, cancelled: 1, notMarked: 0 })
  expect(found.occurrence).toMatchObject({
    id: occurrence,
    title: 'Стирка по вторникам',
    service: { title: 'Стирка' },
    place: { title: 'Цветной бульвар' },
    startsAt: '2026-12-01T07:00:00.000Z',
    timezone: 'Europe/Moscow',
    capacity: 5,
    participants: 2,
    dayCapacity: 60,
    dayParticipants: 2,
    ended: false,
    canMark: true,
    canBook: true,
  })
})

test('keeps phones, comments and reasons from viewers, and everything from programs and strangers', async () => {
  const occurrence = await newOccurrence()
  const visitor = await person('Тихая')
  await make.admin.patch(`/visitors/${visitor}`, { phone: '89161112233' })
  await make.admin.post('/bookings', { visitor, occurrence, comment: 'с собакой' })
  expect((await look(occurrence)).docs[0]).toMatchObject({ visitor: { phone: '+79161112233' }, comment: 'с собакой' })
  const seen = await look(occurrence, 'viewer')
  expect(seen.docs[0]).toMatchObject({ visitor: { fullName: 'Тихая Анна', phone: null }, comment: null })
  expect(seen.occurrence).toMatchObject({ canMark: false, canBook: false })
  for (const [who, status] of [
    ['key:read', 403],
    ['key:booking', 403],
    ['anonymous', 401],
  ] as const) {
    for (const path of ['participants', 'door-list'])
      expect((await (await app.as(who)).get(`/occurrences/${occurrence}/${path}`)).status).toBe(status)
  }
})

test('says what nobody marked once it is over, and who may not be marked yet', async () => {
  const event = await make.create({})
  const [today, later] = await occurrencesOf(app, event.id)
  await putOn(app, await person('Забытая'), today?.id ?? '')
  expect((await look(later?.id ?? '')).occurrence).toMatchObject({ canMark: false, canBook: true })
  app.setNow('2026-12-01T09:00:00Z')
  expect(await look(today?.id ?? '')).toMatchObject({
    occurrence: { ended: true, canMark: true },
    docs: [{ notMarked: true }],
    counts: { expected: 1, notMarked: 1 },
  })
  app.setNow('2026-12-01T08:00:00Z')
})

test('is a look at people in the audit log, once', async () => {
  const occurrence = await newOccurrence()
  const visitor = await person('Виденная')
  await putOn(app, visitor, occurrence)
  const looks = async () =>
    (
      await app.pool.query(
        `SELECT actor_id, changes FROM audit_log WHERE action = 'visitors.listed' AND subject_id = $1`,
        [occurrence],
      )
    ).rows as unknown[]
  await look(occurrence, 'viewer')
  const viewer = (await app.as('viewer')).id
  expect(await looks()).toEqual([{ actor_id: viewer, changes: { ids: [visitor] } }])

  // The open list is read again. Only people who are new on it count as a look.
  await look(occurrence, 'viewer')
  expect(await looks()).toHaveLength(1)
  const late = await person('Поздняя')
  await putOn(app, late, occurrence)
  await look(occurrence, 'viewer')
  expect((await looks())[1]).toEqual({ actor_id: viewer, changes: { ids: [late] } })
  // A look by another user counts separately, and so does one by the same user after ten minutes.
  await look(occurrence)
  expect((await looks())[2]).toEqual({ actor_id: make.admin.id, changes: { ids: [visitor, late] } })
  app.setNow('2026-12-01T08:10:01Z')
  await look(occurrence, 'viewer')
  expect(await looks()).toHaveLength(4)
  app.setNow('2026-12-01T08:00:00Z')
})

test('takes as many statements for thirty people as for one', async () => {
  const { roster } = await import('@/operations/participants/roster')
  const caller = { kind: 'users', id: make.admin.id, role: 'administrator', via: 'panel' } as const
  const statements = async (people: number) => {
    const occurrence = await newOccurrence(40)
    for (let index = 0; index < people; index += 1) await putOn(app, await person('Многая'), occurrence)
    return (
      await countStatements(app.payload, () =>
        roster(app.payload, { occurrence, caller, now: new Date('2026-12-01T08:00:00Z') }),
      )
    ).statements
  }
  expect([await statements(1), await statements(30)]).toEqual([4, 4])
})

test('prints a list for the door: names and cards in the same order, no phones, nothing but text', async () => {
  const occurrence = await newOccurrence(3)
  const [a, b, c] = [await person('Яблокова'), await person('<b>Абрамова'), await person('Ушедшая')]
  for (const visitor of [a, b]) await putOn(app, visitor, occurrence)
  await make.admin.post(`/participants/${await putOn(app, c, occurrence)}/cancel`)
  await make.admin.patch(`/visitors/${a}`, { phone: '89169998877' })
  const { body, headers } = await (await app.as('viewer')).get<string>(`/occurrences/${occurrence}/door-list`)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(body).toContain('Записано: 2 из 3')
  expect(body).toContain('вторник, 1 декабря 2026 г., 10:00–12:00')
  expect(
    Array.from(body.matchAll(/<tr><td>(\d+)<\/td><td>(.*?)<\/td>/g), ([, number, name]) => [number, name]),
  ).toEqual([
    ['1', '&lt;b&gt;Абрамова Анна'],
    ['2', 'Яблокова Анна'],
    ['3', ''],
  ])
  expect(body).not.toMatch(/9169998877|999-88|Ушедшая|<script|<link|src=/)
  const english = await make.admin.get<string>(`/occurrences/${occurrence}/door-list`, { 'accept-language': 'en' })
  expect(english.body).toContain('Booked: 2 of 3')
  const { rows } = await app.pool.query(
    `SELECT changes FROM audit_log WHERE action = 'participants.exported' AND subject_id = $1`,
    [occurrence],
  )
  expect(rows).toEqual(
    [1, 2].map(() => ({ changes: { format: 'door-list', columns: ['fullName', 'cardNumber'], rows: 2 } })),
  )
  expect((await make.admin.get(`/occurrences/0198a000-0000-7000-8000-00000000ffff/door-list`)).status).toBe(404)
})

test('prints a list for the door of a whole place and day: every service by hour, no phones, logged', async () => {
  const event = await make.create({})
  const [today] = await occurrencesOf(app, event.id)
  const { place, date } = (await make.admin.get<{ place: string; date: string }>(`/occurrences/${today?.id}`)).body
  const [a, b, gone] = [await person('Яковлева'), await person('<i>Авдеева'), await person('Отменившая')]
  for (const visitor of [a, b]) await putOn(app, visitor, today?.id ?? '')
  await make.admin.post(`/participants/${await putOn(app, gone, today?.id ?? '')}/cancel`)
  await make.admin.patch(`/visitors/${a}`, { phone: '89169997766' })
  const path = `/places/${place}/door-list`
  const { body, headers } = await (await app.as('viewer')).get<string>(`${path}?date=${date}`)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(body).toContain('вторник, 1 декабря 2026 г.')
  const names = Array.from(body.matchAll(/<td>\d+<\/td><td>([^<]+)<\/td>/g), ([, name]) => name)
  expect(names.indexOf('&lt;i&gt;Авдеева Анна')).toBeGreaterThanOrEqual(0)
  expect(names.lastIndexOf('Яковлева Анна')).toBeGreaterThan(names.indexOf('&lt;i&gt;Авдеева Анна'))
  const hours = Array.from(body.matchAll(/<h2>(\d\d:\d\d)/g), ([, hour]) => hour)
  expect(hours).toEqual([...hours].sort())
  expect(body).not.toMatch(/9169997766|999-77|Отменившая/)
  expect((await (await app.as('viewer')).get<string>(path)).body).toBe(body)
  expect((await make.admin.get<string>(`${path}?date=2026-11-02`)).body).toContain('В этот день здесь ничего нет.')
  const { rows } = await app.pool.query(
    `SELECT changes->>'format' AS format, changes->'dates' AS dates FROM audit_log
      WHERE action = 'participants.exported' AND subject = 'places' AND subject_id = $1 ORDER BY at`,
    [place],
  )
  expect(rows).toHaveLength(3)
  expect(rows[0]).toEqual({ format: 'door-list', dates: [date] })
  expect((await make.admin.get(`${path}?date=2026-13-01`)).status).toBe(400)
  expect((await make.admin.get('/places/0198a000-0000-7000-8000-00000000ffff/door-list')).status).toBe(404)
  for (const who of ['key:booking', 'key:read'] as const) expect((await (await app.as(who)).get(path)).status).toBe(403)
})
