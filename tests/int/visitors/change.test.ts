import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stepsOn } from '@/db/gradual'
import * as cards from '@/migrations/20261129_214540_cards_that_read_alike'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('administrator')
})
afterAll(() => app.close())

type Created = { doc: { id: string; cardNumber: string; phone: string | null; lastName: string } }
type Refused = { errors: { data: { code: string; candidates: { id: string; reason: string }[] } }[] }

const create = async (body: Record<string, unknown>): Promise<Created['doc']> => {
  const answer = await staff.post<Created>('/visitors', body)
  expect(answer.status).toBe(201)
  return answer.body.doc
}
const asked = (answer: { body: unknown }) => {
  const { code, candidates } = (answer.body as Refused).errors[0]?.data ?? { code: '', candidates: [] }
  return [code, ...candidates.map(({ id, reason }) => `${id} ${reason}`)]
}

describe('a change that makes somebody look like somebody else', () => {
  test('asks as a creation does, and the answer is remembered', async () => {
    const known = await create({ lastName: 'Захаров', firstName: 'Александр', birthYear: 1970, phone: '89161110011' })
    const other = await create({ lastName: 'Юдин', firstName: 'Саша', birthYear: 1970 })
    const rename = { lastName: 'Захаров' }
    const refused = await staff.patch(`/visitors/${other.id}`, rename)
    expect([refused.status, ...asked(refused)]).toEqual([409, 'POSSIBLE_DUPLICATE', `${known.id} similarName`])
    const called = await staff.patch(`/visitors/${other.id}`, { phone: '8 (916) 111-00-11' })
    expect([called.status, ...asked(called)]).toEqual([409, 'POSSIBLE_DUPLICATE', `${known.id} phone`])
    // The refused change was not written. A field that does not identify people needs no question.
    expect((await staff.get<Created['doc']>(`/visitors/${other.id}`)).body).toMatchObject({
      lastName: 'Юдин',
      phone: null,
    })
    expect((await staff.patch(`/visitors/${other.id}`, { comment: 'тихий' })).status).toBe(200)

    const allowed = await staff.patch<Created>(`/visitors/${other.id}`, { ...rename, allowDuplicate: true })
    expect([allowed.status, allowed.body.doc.lastName]).toEqual([200, 'Захаров'])
    expect((await staff.patch(`/visitors/${other.id}`, { phone: '89161110011' })).status).toBe(200)
    const pairs = await app.pool.query('SELECT decided_by FROM distinct_visitors WHERE $1 IN (a, b)', [other.id])
    expect(pairs.rows).toEqual([{ decided_by: `users:${staff.id}` }])
  })

  test.each([
    [
      { lastName: 'Смирнов', firstName: 'Николай' },
      { lastName: 'Смирнов', firstName: 'Коля' },
    ],
    [
      { lastName: 'Мамедов', firstName: 'Гасан', middleName: 'Рза оглы' },
      { lastName: 'Мамедов', firstName: 'Гасан', middleName: 'Рзаевич' },
    ],
    [
      { lastName: 'Smith', firstName: 'John' },
      { lastName: 'Смит', firstName: 'Джон' },
    ],
    [
      { lastName: 'Стельмаховский', firstName: 'Олег' },
      { lastName: 'Стильмоховский', firstName: 'Олег' },
    ],
  ])('a creation asks too: %j, %j', async (first, second) => {
    const { id } = await create(first)
    const refused = await staff.post('/visitors', second)
    expect([refused.status, asked(refused)[0], asked(refused)[1]?.split(' ')[0]]).toEqual([
      409,
      'POSSIBLE_DUPLICATE',
      id,
    ])
  })
})

describe('cards that read alike', () => {
  const insert = (name: string, card: string) =>
    app.pool.query<{ id: string }>(
      `INSERT INTO visitors (last_name, first_name, full_name, status, card_number, created_at)
       VALUES ($1::text, 'Яков', $1::text || ' Яков', 'new', $2, clock_timestamp()) RETURNING id`,
      [name, card],
    )

  test('are one number, in the API and in plain SQL', async () => {
    const first = await create({ lastName: 'Кириллицын', firstName: 'Марк', cardNumber: 'К-777' })
    const answer = await staff.post('/visitors', { lastName: 'Латинов', firstName: 'Гурий', cardNumber: 'k777' })
    expect([answer.status, codeOf(answer as never)]).toEqual([409, 'CARD_NUMBER_TAKEN'])
    const other = await create({ lastName: 'Латинов', firstName: 'Гурий', cardNumber: 'K-0777' })
    const changed = await staff.patch(`/visitors/${other.id}`, { cardNumber: 'K-777' })
    expect([changed.status, codeOf(changed as never)]).toEqual([409, 'CARD_NUMBER_TAKEN'])
    // The visitor's own number in other letters is accepted.
    expect((await staff.patch(`/visitors/${first.id}`, { cardNumber: 'K777' })).status).toBe(200)
    await expect(insert('Прямов', 'К-777')).rejects.toThrow('visitors_card_folded')
  })

  test('from before are named to administrators until one of them has another card', async () => {
    const client = new pg.Client({ connectionString: app.pool.options.connectionString ?? '' })
    await client.connect()
    try {
      await client.query('DROP INDEX visitors_card_folded, visitors_card_twins')
      await client.query('ALTER TABLE visitors DROP COLUMN card_twin')
      const [old, late, third] = [
        (await insert('Первов', 'М-5')).rows[0]?.id,
        (await insert('Второв', 'M-5')).rows[0]?.id,
        (await insert('Третьев', 'М5')).rows[0]?.id,
      ]
      await cards.gradually(stepsOn(client))
      // After a kill in the middle all steps are repeated.
      await cards.gradually(stepsOn(client))
      type Today = { attention: { cards: { id: string; cardNumber: string; otherId: string; otherNumber: string }[] } }
      const named = async () =>
        (await staff.get<Today>('/today')).body.attention.cards.map(({ id, otherId }) => [id, otherId])
      expect((await named()).sort()).toEqual(
        [
          [late, old],
          [third, old],
        ].sort(),
      )
      const again = await staff.post('/visitors', { lastName: 'Четвертов', firstName: 'Лев', cardNumber: 'м5' })
      expect(codeOf(again as never)).toBe('CARD_NUMBER_TAKEN')
      expect((await staff.patch(`/visitors/${late}`, { cardNumber: 'M-6' })).status).toBe(200)
      expect((await staff.patch(`/visitors/${third}`, { comment: 'карта старая' })).status).toBe(200)
      expect(await named()).toEqual([[third, old]])
      await expect(insert('Пятов', 'М-6')).rejects.toThrow('visitors_card_folded')
    } finally {
      await client.end()
    }
  })
})
