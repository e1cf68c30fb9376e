import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysOf } from '@/domain/search/derivations'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'
import { startApp, type App, type Client } from '../../helpers/app'

type Found = { id: string; fullName: string; partial: boolean; lastVisit: string | null }
type Answer = { docs: Found[]; totalDocs: number; page: number }

/** More than the search ranks at once. */
const NAMESAKES = 640

let app: App
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  staff = await app.as('coordinator')
  const person = { lastName: 'Однофамильцев', firstName: 'Иван' }
  await app.pool.query(
    `INSERT INTO visitors (last_name, first_name, full_name, card_number, status, search_keys)
     SELECT $1::text, $2::text, $1::text || ' ' || $2::text, 'N-' || n, 'registered', $3::int[]
       FROM generate_series(1, $4) AS n`,
    [person.lastName, person.firstName, keysOf(person), NAMESAKES],
  )
  await app.pool.query('ANALYZE visitors')
})
afterAll(() => app.close())

const ask = async (q: string, more = ''): Promise<Answer> => {
  const { status, body } = await staff.get<Answer>(`/visitors/search?q=${encodeURIComponent(q)}${more}`)
  expect(status).toBe(200)
  return body
}

test.each(['однофамильцев', 'Однофам Ив', 'Однофамильцев Ваня', 'jlyjafvbkmwtd bdfy'])(
  'a list that is cut says how many there are, and every one of them is on one page: %s',
  async (q) => {
    const seen = new Set<string>()
    for (let page = 1; page <= Math.ceil(NAMESAKES / 50); page += 1) {
      const { docs, totalDocs, page: answered } = await ask(q, `&limit=50&page=${page}`)
      expect([totalDocs, answered]).toEqual([NAMESAKES, page])
      for (const { id } of docs) seen.add(id)
    }
    expect(seen.size).toBe(NAMESAKES)
    expect((await ask(q, '&limit=50&page=99')).docs).toEqual([])
  },
)

test('of a long list everybody counted is on one page, also whom only the keys find, and who has several records', async () => {
  const person = { lastName: 'Многократнов', firstName: 'Иван' }
  const other = { lastName: 'Слиянова', firstName: 'Анна' }
  const add = async (who: typeof person, keys: number[], many: number, into: string | null = null): Promise<string[]> =>
    (
      await app.pool.query<{ id: string }>(
        `INSERT INTO visitors (last_name, first_name, full_name, status, search_keys, merged_into_id)
         SELECT $1::text, $2::text, $1::text || ' ' || $2::text, 'registered', $3::int[], $5
           FROM generate_series(1, $4) RETURNING id`,
        [who.lastName, who.firstName, keys, many, into],
      )
    ).rows.map(({ id }) => id)
  const keys = keysOf(person)
  await add(person, keys, 330)
  await add(other, keys, 3)
  const [known = ''] = await add(person, keys, 1)
  await add(person, keys, 2, known)
  const [renamed = ''] = await add(other, keysOf(other), 1)
  await add(person, keys, 3, renamed)
  await app.pool.query('ANALYZE visitors')
  const people = 330 + 3 + 1 + 1
  const seen: string[] = []
  for (let page = 1; page <= 8; page += 1) {
    const { docs, totalDocs } = await ask('Многократнов', `&limit=50&page=${page}`)
    expect(totalDocs).toBe(people)
    seen.push(...docs.map(({ id }) => id))
  }
  expect([seen.length, new Set(seen).size]).toEqual([people, people])
})

test('a limit is at most fifty', async () => {
  expect((await staff.get('/visitors/search?q=a&limit=51')).status).toBe(400)
  expect((await staff.get('/visitors/search?q=a&page=0')).status).toBe(400)
})

test('says when somebody came last, and who fits only in part', async () => {
  const { body } = await staff.post<{ doc: { id: string } }>('/visitors', {
    lastName: 'Приходько',
    firstName: 'Раиса',
    status: 'registered',
  })
  const { id } = body.doc
  expect((await ask('приходько')).docs[0]).toMatchObject({ id, lastVisit: null, partial: false })
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-11-03', '2026-11-10', '2026-11-17'],
    capacity: 5,
    lines: [{ service: await makeService(app.pool), startTime: '10:00', endTime: '11:00', capacity: 5 }],
  })
  for (const [at, status] of ['attended', 'attended', 'noShow'].entries())
    await app.pool.query(
      `INSERT INTO participants (visitor_id, occurrence_id, status, source) VALUES ($1, $2, $3, 'panel')`,
      [id, made.occurrences[at]?.[0], status],
    )
  expect((await ask('приходько')).docs[0]).toMatchObject({ id, lastVisit: '2026-11-10' })
  expect((await ask('Приходько из Твери')).docs).toMatchObject([{ id, partial: true }])
})
