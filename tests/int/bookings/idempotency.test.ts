import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let key: Client
let place: string
let service: string

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T07:00:00Z' })
  key = await app.as('key:booking')
  place = await makePlace(app.pool)
  service = await makeService(app.pool)
})
afterAll(() => app.close())

const occurrence = async (capacity = 5): Promise<string> => {
  const made = await makeEvent(app.pool, {
    place,
    dates: ['2026-12-02'],
    capacity: 10,
    lines: [{ service, startTime: '12:00', endTime: '13:00', capacity }],
  })
  return made.occurrences[0]?.[0] ?? ''
}
const as = (value: string) => ({ 'idempotency-key': value })

it('replays the first answer to the letter, and books once', async () => {
  const body = { visitor: await makeVisitor(app.pool), occurrence: await occurrence() }
  const first = await key.post('/bookings', body, as('a'))
  const second = await key.post('/bookings', body, as('a'))
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.body).toEqual(first.body)
  expect((await key.post('/bookings', body)).status).toBe(409)
})

it('takes the same body with its fields in another order for the same body', async () => {
  const [visitor, where] = [await makeVisitor(app.pool), await occurrence()]
  const first = await key.post('/bookings', { visitor, occurrence: where, comment: 'x' }, as('b'))
  expect((await key.post('/bookings', { comment: 'x', occurrence: where, visitor }, as('b'))).body).toEqual(first.body)
})

it('refuses the key with another body', async () => {
  const where = await occurrence()
  await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: where }, as('c'))
  expect(
    codeOf(await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: where }, as('c'))),
  ).toBe('IDEMPOTENCY_KEY_REUSED')
})

it('replays a refusal even when it could be booked by now', async () => {
  const where = await occurrence(1)
  const [first] = (await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: where })).body
    .participants as { id: string }[]
  const body = { visitor: await makeVisitor(app.pool), occurrence: where }
  expect(codeOf(await key.post('/bookings', body, as('d')))).toBe('OCCURRENCE_FULL')
  await key.post(`/participants/${first?.id}/cancel`)
  expect(codeOf(await key.post('/bookings', body, as('d')))).toBe('OCCURRENCE_FULL')
  expect((await key.post('/bookings', body, as('e'))).status).toBe(201)
})

it('does not keep a 400 or a 403', async () => {
  const where = await occurrence()
  expect((await key.post('/bookings', { visitor: 'x', occurrence: where }, as('f'))).status).toBe(400)
  expect(
    (await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: where }, as('f'))).status,
  ).toBe(201)
})

it('belongs to its caller and its route', async () => {
  const [visitor, where] = [await makeVisitor(app.pool), await occurrence()]
  const staff = await app.as('coordinator')
  await key.post('/bookings', { visitor, occurrence: where }, as('g'))
  expect(codeOf(await staff.post('/bookings', { visitor, occurrence: where }, as('g')))).toBe('ALREADY_BOOKED')
  expect(codeOf(await key.post('/participants', { visitor, occurrence: where }, as('g')))).toBe('ALREADY_BOOKED')
})

it('answers sixteen requests with one key at the same moment alike, and books once', async () => {
  const [visitor, where] = [await makeVisitor(app.pool), await occurrence()]
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => key.post('/bookings', { visitor, occurrence: where }, as('h'))),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  const { rows } = await app.pool.query(
    `SELECT count(*)::int AS messages FROM audit_log WHERE action = 'participant.booked' AND changes->>'visitor' = $1`,
    [visitor],
  )
  expect(rows).toEqual([{ messages: 1 }])
})

it('is forgotten after seven days', async () => {
  const where = await occurrence()
  const first = await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: where }, as('i'))
  await app.pool.query(
    `UPDATE idempotency_keys SET created_at = created_at - interval '7 days 1 minute' WHERE key = 'i'`,
  )
  const other = await key.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: where }, as('i'))
  expect([first.status, other.status]).toEqual([201, 201])
  expect(other.body).not.toEqual(first.body)
})

it('longer than 255 characters is a 400', async () => {
  const answer = await key.post(
    '/bookings',
    { visitor: await makeVisitor(app.pool), occurrence: await occurrence() },
    as('x'.repeat(256)),
  )
  expect(answer.status).toBe(400)
})

it('works for every creation: a hold, a place, a visitor, an event', async () => {
  const staff = await app.as('administrator')
  const [visitor, where] = [await makeVisitor(app.pool), await occurrence()]
  const bodies: [string, object][] = [
    ['/holds', { visitor, occurrence: where }],
    ['/places', { title: 'Новая' }],
    ['/visitors', { firstName: 'Ярополк', lastName: 'Неповторимый' }],
    [
      '/events',
      {
        title: 'Разовое',
        place,
        type: 'oneOff',
        date: '2026-12-05',
        startTime: '10:00',
        endTime: '12:00',
        capacity: 5,
        services: [
          { service, startTime: '10:00', endTime: '11:00', capacity: 5, bookingWindow: { value: 7, unit: 'days' } },
        ],
      },
    ],
  ]
  for (const [path, body] of bodies) {
    const answers = await Promise.all([1, 2, 3].map(() => staff.post(path, body, as('everywhere'))))
    expect([path, answers.map(({ status }) => status)]).toEqual([path, [201, 201, 201]])
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(codeOf(await staff.post(path, { ...body, extra: 1 }, as('everywhere')))).toMatch(
      /IDEMPOTENCY_KEY_REUSED|VALIDATION/,
    )
  }
  const { rows } = await app.pool.query(
    `SELECT (SELECT count(*)::int FROM places WHERE title = 'Новая') AS places, (SELECT count(*)::int FROM visitors
      WHERE first_name = 'Ярополк') AS visitors, (SELECT count(*)::int FROM events WHERE title = 'Разовое') AS events`,
  )
  expect(rows).toEqual([{ places: 1, visitors: 1, events: 1 }])
})

it('keeps the refusal of a creation too, and not what was wrong with the request', async () => {
  const staff = await app.as('administrator')
  const person = { firstName: 'Ярополк', lastName: 'Неповторимый' }
  expect(codeOf(await staff.post('/visitors', person, as('twice')))).toBe('POSSIBLE_DUPLICATE')
  await app.pool.query(
    `UPDATE visitors SET search_keys = '{}', last_name = 'Другой', first_name = 'Совсем' WHERE first_name = 'Ярополк'`,
  )
  expect(codeOf(await staff.post('/visitors', person, as('twice')))).toBe('POSSIBLE_DUPLICATE')
  expect((await staff.post('/places', { title: '' }, as('empty'))).status).toBe(400)
  expect((await staff.post('/places', { title: 'Теперь с названием' }, as('empty'))).status).toBe(201)
})
