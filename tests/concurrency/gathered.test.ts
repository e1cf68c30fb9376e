import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../factories/invariants'
import { codeOf, startApp, type App, type Client } from '../helpers/app'
import { setTheScene } from './rush'

/** Bookings of one occurrence that come together share a transaction: what holds for one has to hold for each. */
let app: App
let key: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T07:00:00Z' })
  key = await app.as('key:booking')
})
afterAll(() => app.close())

type Booked = { participants?: { id: string; visitor: string }[] }
const book = (visitor: string, occurrence: string, idempotencyKey?: string) =>
  key.post<Booked>('/bookings', { visitor, occurrence }, idempotencyKey ? { 'idempotency-key': idempotencyKey } : {})
const said = (answer: { status: number; body: object }): unknown =>
  answer.status === 201 ? 'ok' : codeOf(answer as never)
const counted = (all: readonly unknown[]): Record<string, number> =>
  Object.fromEntries([...new Set(all)].map((one) => [String(one), all.filter((other) => other === one).length]))
const transactions = async (): Promise<number> =>
  Number(
    (await app.pool.query<{ n: string }>('SELECT count(DISTINCT xmin::text) AS n FROM participants')).rows[0]?.n ?? 0,
  )

test('each of those who come together is told what concerns him alone', async () => {
  const { a, b, visitors } = await setTheScene(app, { capacity: 20, dayCapacity: 64 })
  const [fresh = '', twice = '', ...rest] = visitors
  await app.pool.query(`UPDATE visitors SET status = 'new' WHERE id = $1`, [fresh])
  await book(twice, a)
  const before = await transactions()
  const crowd = rest.slice(0, 30)
  const unknown = '00000000-0000-4000-8000-000000000000'
  const answers = await Promise.all([
    ...crowd.map((visitor) => book(visitor, a)),
    book(fresh, a),
    book(twice, a),
    book(unknown, a),
  ])
  expect(counted(answers.map(said))).toEqual({
    ok: 19,
    OCCURRENCE_FULL: 11,
    REGISTRATION_REQUIRED: 1,
    ALREADY_BOOKED: 1,
    VISITOR_NOT_FOUND: 1,
  })
  // Each answer names its own visitor.
  for (const [at, { body }] of answers.entries())
    if (body.participants) expect(body.participants.map(({ visitor }) => visitor)).toEqual([crowd[at]])
  expect((await transactions()) - before).toBeLessThan(19)
  expect(said(await book(rest[40] ?? '', b))).toBe('ok')
  expect(await violations(app.pool)).toEqual([])
})

test('a key counts for each of them: the first answer, of a booking as of a refusal, comes again to the letter', async () => {
  const { a, visitors } = await setTheScene(app, { capacity: 10, dayCapacity: 64 })
  const all = visitors.slice(0, 24)
  // Every request twice at the same moment, and once more afterwards.
  const first = await Promise.all([...all, ...all].map((visitor, at) => book(visitor, a, `${a}-${at % 24}`)))
  const again = await Promise.all(all.map((visitor, at) => book(visitor, a, `${a}-${at}`)))
  expect(first.slice(24).map(({ body }) => body)).toEqual(first.slice(0, 24).map(({ body }) => body))
  expect(again.map(({ body }) => body)).toEqual(first.slice(0, 24).map(({ body }) => body))
  expect(counted(again.map(said))).toEqual({ ok: 10, OCCURRENCE_FULL: 14 })
  const { rows } = await app.pool.query(
    `SELECT count(*)::int AS n FROM audit_log WHERE action = 'participant.booked' AND changes->>'occurrence' = $1`,
    [a],
  )
  expect(rows).toEqual([{ n: 10 }])
})

test('nobody waits for the visitor of somebody else', async () => {
  const { a, visitors } = await setTheScene(app, { capacity: 64, dayCapacity: 64 })
  const [slow = '', ...others] = visitors.slice(0, 30)
  const other = await app.pool.connect()
  await other.query('BEGIN')
  await other.query('SELECT 1 FROM visitors WHERE id = $1 FOR UPDATE', [slow])
  // In the middle of the queue, so that he shares a transaction.
  const crowd = [...others.slice(0, 6), slow, ...others.slice(6)]
  const asked = crowd.map((visitor) => ({ visitor, answer: book(visitor, a) }))
  const quick = await Promise.all(asked.filter(({ visitor }) => visitor !== slow).map(({ answer }) => answer))
  expect(counted(quick.map(said))).toEqual({ ok: 29 })
  await other.query('COMMIT')
  other.release()
  expect(said((await asked.find(({ visitor }) => visitor === slow)?.answer) ?? { status: 0, body: {} })).toBe('ok')
})

test('a hold of one who is booked first is not counted twice against those behind', async () => {
  const { a, visitors } = await setTheScene(app, { capacity: 12, dayCapacity: 64 })
  const [holder = '', ...others] = visitors.slice(0, 12)
  await key.post('/holds', { visitor: holder, occurrence: a })
  const order = [...others.slice(0, 3), holder, ...others.slice(3)]
  const answers = await Promise.all(order.map((visitor) => book(visitor, a)))
  expect(counted(answers.map(said))).toEqual({ ok: 12 })
})
