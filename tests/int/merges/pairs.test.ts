import { afterAll, beforeAll, expect, test } from 'vitest'
import { seekPairs } from '@/operations/merges/seekPairs'
import { startApp, type App, type Client } from '../../helpers/app'

type Pair = { a: { id: string }; b: { id: string }; score: number; reason: string; later: boolean }
type Page = { docs: Pair[]; totalDocs: number; page: number; limit: number; complete: boolean }

let app: App
let admin: Client
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
})
afterAll(() => app.close())

/** Creates a person without the question about duplicates, like from a list typed in long ago. */
const unasked = async (fields: object): Promise<string> => {
  const { id } = (await staff.post<{ doc: { id: string } }>('/visitors', { allowDuplicate: true, ...fields })).body.doc
  await app.pool.query('DELETE FROM distinct_visitors WHERE a = $1 OR b = $1', [id])
  return id
}
const pairs = async (query = ''): Promise<Page> => (await staff.get<Page>(`/visitors/duplicates${query}`)).body
const idsOf = ({ docs }: Page): string[][] => docs.map(({ a, b }) => [a.id, b.id])
const pair = (...ids: string[]): string[] => [...ids].sort()

test('likely pairs of the whole base, best first; decided ones never come back', async () => {
  const ivan = await unasked({ lastName: 'Кружилин', firstName: 'Иван', phone: '+79161110001' })
  const vanya = await unasked({ lastName: 'Другов', firstName: 'Ваня', phone: '+79161110001' })
  const petr = await unasked({ lastName: 'Заречный', firstName: 'Пётр', middleName: 'Ильич', birthYear: 1960 })
  const peter = await unasked({ lastName: 'Заречный', firstName: 'Петр', middleName: 'Ильич', birthYear: 1960 })
  await unasked({ lastName: 'Одинокий', firstName: 'Семён' })

  const first = await pairs()
  expect(idsOf(first)).toEqual([pair(petr, peter), pair(ivan, vanya)])
  expect(first).toMatchObject({ totalDocs: 2, page: 1, complete: true })
  expect(first.docs.map(({ reason }) => reason)).toEqual(['sameName', 'phone'])
  expect(first.docs[0]?.a).toMatchObject({ fullName: expect.stringContaining('Заречный'), birthYear: 1960 })
  expect(idsOf(await pairs('?limit=1&page=2'))).toEqual([pair(ivan, vanya)])

  const [a, b] = pair(petr, peter)
  expect((await staff.post('/visitors/later', { a, b })).status).toBe(200)
  expect(idsOf(await pairs())).toEqual([pair(ivan, vanya), pair(petr, peter)])

  expect((await staff.post('/visitors/distinct', { a: ivan, b: vanya })).status).toBe(200)
  await staff.patch(`/visitors/${vanya}`, { comment: 'сосед', firstName: 'Иван', allowDuplicate: true })
  expect(idsOf(await pairs())).toEqual([pair(petr, peter)])
  // The decision also holds when everybody is compared again.
  await app.pool.query('UPDATE pair_pass SET version = 0')
  expect(idsOf(await pairs())).toEqual([pair(petr, peter)])

  const merged = await admin.post<{ id: string }>(`/visitors/${petr}/merge`, { other: peter })
  expect(await pairs()).toMatchObject({ docs: [], totalDocs: 0 })
  await admin.post(`/merges/${merged.body.id}/undo`)
  expect(idsOf(await pairs())).toEqual([pair(petr, peter)])
})

test('a pair that somebody stops being is gone, and one of a merged record is one of the survivor', async () => {
  const [kept, other, third] = [
    await unasked({ lastName: 'Полянская', firstName: 'Анна', birthYear: 1980 }),
    await unasked({ lastName: 'Берёзова', firstName: 'Ольга', birthYear: 1980 }),
    await unasked({ lastName: 'Березова', firstName: 'Ольга', birthYear: 1980 }),
  ]
  const about = async () => idsOf(await pairs()).filter((ids) => ids.some((id) => [kept, other, third].includes(id)))
  expect(await about()).toEqual([pair(other, third)])
  await admin.post(`/visitors/${kept}/merge`, { other })
  expect(await about()).toEqual([pair(kept, third)])
  // A decision about the survivor also applies to the merged record.
  await staff.post('/visitors/distinct', { a: kept, b: third })
  await staff.patch(`/visitors/${third}`, { comment: 'сестра', lastName: 'Берёзова', allowDuplicate: true })
  expect(await about()).toEqual([])
})

test('who was on the page is in the log; viewers and keys have no door', async () => {
  await pairs()
  const { rows } = await app.pool.query(
    `SELECT 1 FROM audit_log WHERE action = 'visitors.listed' AND subject_id = 'duplicates' AND actor_id = $1`,
    [staff.id],
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const who of ['viewer', 'key:booking'] as const)
    expect((await (await app.as(who)).get('/visitors/duplicates')).status).toBe(403)
})

test('everybody is compared once in the background, and changes after that', async () => {
  await app.pool.query('DELETE FROM likely_pairs; DELETE FROM pairs_to_seek; UPDATE pair_pass SET version = 0')
  await seekPairs(app.payload, { forMs: 30_000 })
  expect((await app.pool.query('SELECT finished FROM pair_pass')).rows).toEqual([{ finished: true }])
  expect((await pairs()).totalDocs).toBe(1)
})

test('a pair that is judged while it is being compared does not come back', async () => {
  const [one, two] = [
    await unasked({ lastName: 'Рассуждаев', firstName: 'Тихон', birthYear: 1970 }),
    await unasked({ lastName: 'Рассуждаев', firstName: 'Тихон', birthYear: 1970 }),
  ]
  const [a, b] = pair(one, two)
  expect(idsOf(await pairs())).toContainEqual([a, b])
  await app.pool.query('INSERT INTO pairs_to_seek (visitor_id) VALUES ($1)', [a])
  const judge = await app.pool.connect()
  try {
    await judge.query('BEGIN')
    await judge.query('SELECT FROM visitors WHERE id = ANY ($1) FOR UPDATE', [[a, b]])
    const { rows } = await judge.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    const seeking = seekPairs(app.payload, { forMs: 30_000 })
    await expect
      .poll(
        async () =>
          (await app.pool.query('SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [rows[0]?.pid]))
            .rowCount,
        { timeout: 20_000 },
      )
      .toBe(1)
    await judge.query(`INSERT INTO distinct_visitors (a, b, decided_by, decided_at) VALUES ($1, $2, 'x', now())`, [
      a,
      b,
    ])
    await judge.query('COMMIT')
    await seeking
  } finally {
    judge.release()
  }
  expect(idsOf(await pairs())).not.toContainEqual([a, b])
})

test('people are listed once; a merged record only to who asks for it', async () => {
  const [one, two] = [
    await unasked({ lastName: 'Списков', firstName: 'Пётр' }),
    await unasked({ lastName: 'Двояков', firstName: 'Пётр' }),
  ]
  await admin.post(`/visitors/${one}/merge`, { other: two })
  const listed = async (query: string) =>
    (await admin.get<{ docs: { id: string }[] }>(`/visitors?${query}`)).body.docs.map(({ id }) => id)
  expect(await listed(`where[lastName][equals]=${encodeURIComponent('Двояков')}`)).toEqual([])
  expect(await listed(`where[mergedInto][equals]=${one}`)).toEqual([two])
  expect(await listed(`where[id][equals]=${two}`)).toEqual([two])
})

test('somebody who can not be compared keeps nobody else from it, and the page opens', async () => {
  const [bad, badToo] = [
    await unasked({ lastName: 'Сбойный', firstName: 'Пётр', phone: '+79161110091' }),
    await unasked({ lastName: 'Другойсбой', firstName: 'Иван', phone: '+79161110091' }),
  ]
  await app.pool.query(`
    CREATE FUNCTION fail_on_pair() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.a IN ('${bad}', '${badToo}') THEN RAISE EXCEPTION 'no' USING ERRCODE = '22000'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER fail_on_pair BEFORE INSERT ON likely_pairs FOR EACH ROW EXECUTE FUNCTION fail_on_pair()`)
  try {
    const good = [
      await unasked({ lastName: 'Исправный', firstName: 'Пётр', phone: '+79161110092' }),
      await unasked({ lastName: 'Другойцелый', firstName: 'Иван', phone: '+79161110092' }),
    ]
    const seen = async (): Promise<Page> => {
      for (;;) {
        const { status, body } = await staff.get<Page>('/visitors/duplicates?limit=50')
        expect(status).toBe(200)
        if (body.complete) return body
      }
    }
    expect(idsOf(await seen())).toContainEqual(pair(...good))
    // Everybody once more: twenty at a time, and one by one where that fails.
    await app.pool.query('DELETE FROM likely_pairs; UPDATE pair_pass SET version = 0')
    const again = idsOf(await seen())
    expect(again).toContainEqual(pair(...good))
    expect(again).not.toContainEqual(pair(bad, badToo))
  } finally {
    await app.pool.query('DROP FUNCTION fail_on_pair CASCADE')
  }
})
