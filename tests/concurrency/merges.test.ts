import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../factories/invariants'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { codeOf, startApp, type App, type Client } from '../helpers/app'

let app: App
let admin: Client
let staff: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
})
afterAll(() => app.close())

const scene = async (capacity: number): Promise<{ first: string; second: string; people: string[] }> => {
  const service = await makeService(app.pool, { allowOverlap: true })
  const lines = ['12', '14'].map((hour) => ({ service, startTime: `${hour}:00`, endTime: `${hour}:30`, capacity }))
  const place = await makePlace(app.pool)
  const { occurrences } = await makeEvent(app.pool, { place, dates: ['2026-12-02'], capacity, lines })
  return {
    first: occurrences[0]?.[0] ?? '',
    second: occurrences[0]?.[1] ?? '',
    people: await makeVisitors(app.pool, 6),
  }
}
const WAITING = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
const merge = (id: string, other: string) => admin.post<{ id: string }>(`/visitors/${id}/merge`, { other })
const said = (answer: { status: number; body: object }): unknown =>
  answer.status < 300 ? 'ok' : codeOf(answer as never)
const leading = async (people: readonly string[]): Promise<number> =>
  (await app.pool.query('SELECT 1 FROM visitors WHERE id = ANY ($1) AND merged_into_id IS NOT NULL', [people])).rows
    .length

test('of two merges of the same two at once, in any direction, one wins', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { people } = await scene(5)
    const [a = '', b = ''] = people
    const answers = await Promise.all([merge(a, b), merge(b, a), merge(a, b)])
    expect(answers.map(said).sort()).toEqual(['MERGE_CONFLICT', 'MERGE_CONFLICT', 'ok'])
    expect(await leading([a, b])).toBe(1)
  }
})

test('merges of a whole circle at once end with chains of one step', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { people } = await scene(5)
    const answers = await Promise.all(people.map((one, at) => merge(one, people[(at + 1) % people.length] ?? '')))
    for (const answer of answers) expect(['ok', 'MERGE_CONFLICT', 'BUSY']).toContain(said(answer))
    const { rows } = await app.pool.query(
      `SELECT 1 FROM visitors v JOIN visitors s ON s.id = v.merged_into_id
        WHERE v.id = ANY ($1) AND s.merged_into_id IS NOT NULL`,
      [people],
    )
    expect(rows).toEqual([])
  }
})

test('a booking, a cancellation and a mark beside a merge: nothing is lost, nobody is counted twice', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { first, second, people } = await scene(6)
    const [a = '', b = '', ...others] = people
    const book = (visitor: string, occurrence: string) =>
      staff.post<{ participants?: { id: string; visitor: string }[] }>('/bookings', { visitor, occurrence })
    const [mine, theirs] = [await book(a, first), await book(b, first)]
    const id = (answer: typeof mine): string => answer.body.participants?.[0]?.id ?? ''
    const [merged, booked, cancelled] = await Promise.all([
      merge(a, b),
      book(b, second),
      staff.post(`/participants/${id(round % 2 === 0 ? mine : theirs)}/cancel`, {}),
      ...others.map((other) => book(other, first)),
    ])
    expect([said(merged), said(booked)]).toEqual(['ok', 'ok'])
    expect(['ok', 'NOT_FOUND']).toContain(said(cancelled))
    const { rows } = await app.pool.query(
      'SELECT DISTINCT visitor_id FROM participants WHERE visitor_id = ANY ($1) AND occurrence_id = $2',
      [[a, b], second],
    )
    expect(rows).toEqual([{ visitor_id: a }])
    expect(await violations(app.pool)).toEqual([])
    if (round % 3 === 0) {
      const undone = await Promise.all([admin.post(`/merges/${merged.body.id}/undo`), book(b, first)])
      expect(['ok', 'MERGE_CONFLICT']).toContain(said(undone[0]))
      expect(await violations(app.pool)).toEqual([])
    }
  }
})

test('the database admits no booking and no hold of a merged record, and no move without a merge', async () => {
  const { first, second, people } = await scene(5)
  const [a = '', b = '', c = ''] = people
  const { body } = await staff.post<{ participants: { id: string }[] }>('/bookings', { visitor: c, occurrence: first })
  await merge(a, b)
  const refused = async (text: string, values: readonly unknown[]): Promise<string> =>
    app.pool.query(text, [...values]).then(
      () => 'admitted',
      (error: { message: string }) => error.message,
    )
  const booking = `INSERT INTO participants (visitor_id, occurrence_id, status, source)
    VALUES ($1, $2, 'expected', 'api')`
  expect(await refused(booking, [b, second])).toBe('VISITOR_MERGED')
  expect(
    await refused(`INSERT INTO holds (visitor_id, occurrence_id, caller, expires_at) VALUES ($1, $2, 'x', now())`, [
      b,
      second,
    ]),
  ).toBe('VISITOR_MERGED')
  expect(await refused('UPDATE participants SET visitor_id = $2 WHERE id = $1', [body.participants[0]?.id, a])).toBe(
    'VALIDATION',
  )
  expect(await refused('UPDATE visitors SET merged_into_id = NULL WHERE id = $1', [b])).toBe('VISITOR_MERGED')
  expect(await refused('UPDATE visitors SET merged_into_id = $2 WHERE id = $1', [c, a])).toBe('VISITOR_MERGED')
})

test('a plain INSERT waits for a merge under way, and is refused', async () => {
  const { first, people } = await scene(5)
  const [a = '', b = ''] = people
  const client = await app.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SELECT 1 FROM visitors WHERE id = $1 FOR KEY SHARE', [b])
    const merging = merge(a, b)
    await expect.poll(async () => (await app.pool.query(WAITING)).rows.length).toBeGreaterThan(0)
    // The merge waits in line for this record; the INSERT comes before it or after it, never in between.
    await client.query(
      `INSERT INTO participants (visitor_id, occurrence_id, status, source) VALUES ($1, $2, 'expected', 'api')`,
      [b, first],
    )
    await client.query('COMMIT')
    expect((await merging).status).toBe(200)
  } finally {
    client.release()
  }
  const { rows } = await app.pool.query('SELECT visitor_id FROM participants WHERE occurrence_id = $1', [first])
  expect(rows).toEqual([{ visitor_id: a }])
  expect((await violations(app.pool)).filter((what) => !what.includes('audit entry'))).toEqual([])
})
