import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
})
afterAll(() => app.close())

const UNKNOWN = '0198a000-0000-7000-8000-00000000ffff'

type Suggested = { id: string; fullName: string; cardNumber: string; status: string; score: number; reason: string }
const suggested = async (id: string, as: Client = staff): Promise<Suggested[]> =>
  (await as.get<{ duplicates: Suggested[] }>(`/visitors/${id}/profile`)).body.duplicates
const idsOf = async (id: string): Promise<string[]> => (await suggested(id)).map((one) => one.id)

/** Creates a person without the question about duplicates, like from a list typed in before it existed. */
const written = async (lastName: string, firstName: string, phone: string | null = null): Promise<string> => {
  const { doc } = (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Временный',
      firstName: 'Имярек',
      allowDuplicate: true,
    })
  ).body
  const change = { lastName, firstName, phone, allowDuplicate: true }
  expect((await staff.patch(`/visitors/${doc.id}`, change)).status).toBe(200)
  await app.pool.query('DELETE FROM distinct_visitors WHERE $1 IN (a, b)', [doc.id])
  return doc.id
}

test('a profile shows who may be the same person, likeliest first, to a viewer too', async () => {
  const one = await written('Ракитин', 'Семён', '+79165550011')
  const typo = await written('Ракитин', 'Семен')
  const phone = await written('Другой', 'Человек', '+79165550011')
  await written('Совсем', 'Непохожий')
  const card = async (id: string) =>
    (await app.pool.query<{ card: string }>('SELECT card_number AS card FROM visitors WHERE id = $1', [id])).rows[0]
      ?.card
  const expected = [
    {
      id: typo,
      fullName: 'Ракитин Семен',
      cardNumber: await card(typo),
      birthYear: null,
      lastVisit: null,
      status: 'new',
      score: expect.any(Number),
      reason: 'sameName',
    },
    {
      id: phone,
      fullName: 'Другой Человек',
      cardNumber: await card(phone),
      birthYear: null,
      lastVisit: null,
      status: 'new',
      score: expect.any(Number),
      reason: 'phone',
    },
  ]
  expect(await suggested(one)).toEqual(expected)
  expect(await suggested(one, await app.as('viewer'))).toEqual(expected)
  expect(await idsOf(typo)).toEqual([one])
  expect(await idsOf(phone)).toEqual([one])
})

test('who was written down as another person is not suggested, from either side', async () => {
  const { doc: first } = (
    await staff.post<{ doc: { id: string } }>('/visitors', { lastName: 'Осокин', firstName: 'Юрий' })
  ).body
  const { doc: second } = (
    await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Осокин',
      firstName: 'Юрий',
      allowDuplicate: true,
    })
  ).body
  expect([await idsOf(first.id), await idsOf(second.id)]).toEqual([[], []])
})

test('who is judged to be another person is not suggested again, from either side; the rest still is', async () => {
  const [a, b, c] = [
    await written('Тальников', 'Пахом'),
    await written('Тальников', 'Пахом'),
    await written('Тальников', 'Пахом'),
  ]
  expect((await idsOf(a)).sort()).toEqual([b, c].sort())
  const judged = await staff.post(`/visitors/${b}/distinct`, { other: a })
  expect([judged.status, judged.body]).toEqual([200, { id: b, other: a }])
  expect([await idsOf(a), await idsOf(b), (await idsOf(c)).sort()]).toEqual([[c], [c], [a, b].sort()])
})

test('judging again, or the other way round, changes nothing and is in the log once', async () => {
  const [a, b] = [await written('Вербин', 'Клим'), await written('Вербин', 'Клим')]
  const answers = await Promise.all([
    ...Array.from({ length: 4 }, () => staff.post(`/visitors/${a}/distinct`, { other: b })),
    staff.post(`/visitors/${b}/distinct`, { other: a.toUpperCase() }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  const { rows } = await app.pool.query(
    `SELECT actor_id FROM audit_log WHERE action = 'visitor.judgedDistinct' AND subject_id IN ($1, $2)
      AND changes->>'from' IN ($1, $2)`,
    [a, b],
  )
  expect(rows).toEqual([{ actor_id: staff.id }])
  const pairs = await app.pool.query('SELECT decided_by FROM distinct_visitors WHERE $1 IN (a, b)', [a])
  expect(pairs.rows).toEqual([{ decided_by: `users:${staff.id}` }])
})

test('is refused to others, for oneself and for nobody', async () => {
  const [a, b] = [await written('Ольхин', 'Нил'), await written('Ольхин', 'Нил')]
  const judge = async (id: string, body: unknown, as: Client = staff) => {
    const answer = await as.post(`/visitors/${id}/distinct`, body)
    return [answer.status, codeOf(answer)]
  }
  expect(await judge(a, { other: b }, await app.as('viewer'))).toEqual([403, 'FORBIDDEN'])
  expect(await judge(a, { other: b }, await app.as('key:booking'))).toEqual([403, 'FORBIDDEN'])
  expect(await judge(a, { other: b }, await app.as('anonymous'))).toEqual([401, 'UNAUTHENTICATED'])
  expect(await judge(a, { other: a })).toEqual([400, 'VALIDATION'])
  expect(await judge(a, {})).toEqual([400, 'VALIDATION'])
  expect(await judge(a, { other: UNKNOWN })).toEqual([409, 'VISITOR_NOT_FOUND'])
  expect(await judge(UNKNOWN, { other: a })).toEqual([404, 'NOT_FOUND'])
  expect(await idsOf(a)).toEqual([b])
})
