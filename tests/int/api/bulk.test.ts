import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSchedule } from './world'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let admin: Client
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  ids = await makeSchedule(app.pool)
})
afterAll(() => app.close())

type Bulk = {
  docs: { id: string }[]
  errors: { id: string; message: string; data: { code: string } }[]
  message: string
}
const bulk = (path: string, body: unknown, as: Client = admin) => as.patch<Bulk>(path, body)

const place = async (title: string): Promise<string> =>
  (await admin.post<{ doc: { id: string } }>('/places', { title, timezone: 'Europe/Moscow' })).body.doc.id
const occurrence = async (startsAt: string, booked: number): Promise<string> => {
  const { rows } = await app.pool.query<{ id: string }>(
    `INSERT INTO occurrences (event_id, event_day_id, line, service_id, place_id, date, starts_at, ends_at, capacity)
     SELECT event_id, event_day_id, gen_random_uuid()::text, service_id, place_id, date, $2,
       $2::timestamptz + interval '30 minutes', 5 FROM occurrences WHERE id = $1 RETURNING id`,
    [ids.occurrences, startsAt],
  )
  const id = rows[0]?.id ?? ''
  for (let index = 0; index < booked; index += 1) {
    await app.pool.query(
      `WITH v AS (INSERT INTO visitors (last_name, first_name, full_name, status, card_number)
        VALUES ('Массов', 'Иван', 'Массов Иван', 'registered', gen_random_uuid()::text) RETURNING id)
       INSERT INTO participants (visitor_id, occurrence_id, status, source) SELECT id, $1, 'expected', 'panel' FROM v`,
      [id],
    )
  }
  return id
}

describe('a bulk PATCH', () => {
  test('changes every row that matches and says so', async () => {
    const both = [await place('Первое'), await place('Второе')]
    const { status, body } = await bulk(`/places?where[id][in]=${both.join(',')}`, { address: 'Одна улица' })
    expect([status, body.docs.map(({ id }) => id).sort(), body.errors]).toEqual([200, [...both].sort(), []])
    expect(body.message).toBe('Сохранено: 2.')
    expect((await admin.get<{ address: string }>(`/places/${both[1]}`)).body.address).toBe('Одна улица')
  })

  test('a row that is refused has its code and does not take the others along', async () => {
    const [full, empty] = [await occurrence('2026-12-05T08:00:00Z', 3), await occurrence('2026-12-05T09:00:00Z', 0)]
    const { status, body } = await bulk(`/occurrences?where[id][in]=${full},${empty}`, { capacity: 2 })
    expect(status).toBe(400)
    expect(body.errors).toEqual([
      { id: full, message: expect.any(String), data: expect.objectContaining({ code: 'CAPACITY_BELOW_PARTICIPANTS' }) },
    ])
    expect(body.docs.map(({ id }) => id)).toEqual([empty])
    const { rows } = await app.pool.query('SELECT id, capacity FROM occurrences WHERE id = ANY ($1)', [[full, empty]])
    expect(new Map(rows.map((row) => [row.id, row.capacity]))).toEqual(
      new Map([
        [full, 5],
        [empty, 2],
      ]),
    )
  })

  test('goes through the door of the single row: a participant keeps its visitor', async () => {
    const { status, body } = await bulk(`/participants?where[id][equals]=${ids.participants}`, { visitor: ids.places })
    expect([status, body.errors[0]?.id, body.errors[0]?.data.code]).toEqual([400, ids.participants, 'VALIDATION'])
    expect(
      (await bulk(`/participants?where[id][equals]=${ids.participants}`, { comment: 'с костылями' })).body.docs,
    ).toHaveLength(1)
  })

  test('the last administrator stays one', async () => {
    const { body } = await bulk(`/users?where[role][equals]=administrator`, { role: 'viewer' })
    expect(body.errors.map((error) => error.data.code)).toEqual(['VALIDATION'])
  })

  test('needs a where, and at most 500 rows', async () => {
    expect(codeOf((await bulk('/places', { address: 'x' })) as never)).toBe('VALIDATION')
    await app.pool.query(
      `INSERT INTO volunteers (id, name, telegram_id) SELECT gen_random_uuid(), 'В', (1000000 + n)::text
        FROM generate_series(1, 501) AS n`,
    )
    expect((await bulk('/volunteers?where[id][exists]=true', { blocked: true })).status).toBe(400)
    const { rows } = await app.pool.query('SELECT count(*)::int AS blocked FROM volunteers WHERE blocked')
    expect(rows[0]).toEqual({ blocked: 0 })
  })

  test('changes all of them, also when they fill more than one page of a list', async () => {
    await app.pool.query(
      `INSERT INTO volunteers (id, name, telegram_id) SELECT gen_random_uuid(), 'Многих', (3000000 + n)::text
        FROM generate_series(1, 203) AS n`,
    )
    const query = encodeURIComponent('Многих')
    const { status, body } = await bulk(`/volunteers?where[name][equals]=${query}&depth=0`, { blocked: true })
    expect([status, body.errors, new Set(body.docs.map(({ id }) => id)).size]).toEqual([200, [], 203])
    const { rows } = await app.pool.query(`SELECT count(*)::int AS left FROM volunteers
      WHERE name = 'Многих' AND blocked IS NOT TRUE`)
    expect(rows[0]).toEqual({ left: 0 })
  })

  test('takes what the panel sends: a form, its own parameters, "all of them"', async () => {
    const form = new FormData()
    form.set('_payload', JSON.stringify({ active: false }))
    const response = await fetch(`${app.url}/places?locale=undefined&where[id][not_equals]=&depth=0&draft=false`, {
      method: 'PATCH',
      headers: admin.headers,
      body: form,
    })
    const { rows } = await app.pool.query('SELECT bool_or(active) AS any FROM places')
    expect([response.status, rows[0]]).toEqual([200, { any: false }])
  })

  test('is refused to whoever may not change a single row', async () => {
    expect((await bulk(`/places?where[id][exists]=true`, { address: 'x' }, await app.as('viewer'))).status).toBe(403)
    expect((await bulk(`/visitors?where[id][exists]=true`, { comment: 'x' }, await app.as('key:booking'))).status).toBe(
      403,
    )
  })
})
