import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor, makeVisitors } from '../../factories/schedule'
import { violations } from '../../factories/invariants'
import { codeOf, startApp, type App, type Client } from '../../helpers/app'

let app: App
let key: Client
let staff: Client
let place: string
let service: string

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T07:00:00Z' })
  key = await app.as('key:booking')
  staff = await app.as('coordinator')
  place = await makePlace(app.pool)
  service = await makeService(app.pool)
})
afterAll(async () => {
  expect(await violations(app.pool)).toEqual([])
  await app.close()
})

const day = async (capacity: number, dayCapacity = 10) => {
  const lines = ['12', '14'].map((hour) => ({ service, startTime: `${hour}:00`, endTime: `${hour}:30`, capacity }))
  const made = await makeEvent(app.pool, { place, dates: ['2026-12-02'], capacity: dayCapacity, lines })
  return { a: made.occurrences[0]?.[0] ?? '', b: made.occurrences[0]?.[1] ?? '' }
}
const hold = (who: Client, visitor: string | undefined, occurrence: string) =>
  who.post<{ id: string; expiresAt: string }>('/holds', { visitor, occurrence })
const book = (who: Client, visitor: string | undefined, occurrence: string) =>
  who.post('/bookings', { visitor, occurrence })
const expire = () => app.pool.query(`UPDATE holds SET expires_at = clock_timestamp() - interval '1 second'`)
const holds = async (occurrence: string) =>
  (await app.pool.query('SELECT count(*)::int AS n FROM holds WHERE occurrence_id = $1', [occurrence])).rows[0]
    ?.n as number
const free = async (occurrence: string, visitor?: string) => {
  const { body } = await staff.get<{ days: { slots: { occurrence: string; free: number }[] }[] }>(
    `/availability?from=2026-12-02&to=2026-12-02${visitor ? `&visitor=${visitor}` : ''}`,
  )
  return body.days.flatMap(({ slots }) => slots).find((slot) => slot.occurrence === occurrence)?.free
}

it('keeps the place from everybody else for ten minutes, but is no participant', async () => {
  const { a } = await day(1)
  const [mine, other] = await makeVisitors(app.pool, 2)
  const before = Date.now()
  const held = await hold(key, mine, a)
  expect(held.status).toBe(201)
  expect(Date.parse(held.body.expiresAt) - before).toBeGreaterThan(9.9 * 60_000)
  expect(Date.parse(held.body.expiresAt) - before).toBeLessThan(10.1 * 60_000)
  expect(codeOf(await book(staff, other, a))).toBe('OCCURRENCE_FULL')
  expect(codeOf(await hold(staff, other, a))).toBe('OCCURRENCE_FULL')
  expect([await free(a), await free(a, mine), await free(a, other)]).toEqual([0, 1, 0])
  expect((await staff.get<{ participants: number }>(`/occurrences/${a}`)).body.participants).toBe(0)
})

it('is renewed, not doubled, when asked for again', async () => {
  const { a } = await day(2)
  const visitor = await makeVisitor(app.pool)
  const first = await hold(key, visitor, a)
  const again = await hold(key, visitor, a)
  expect(again.body.id).toBe(first.body.id)
  expect(again.body.expiresAt > first.body.expiresAt).toBe(true)
  expect(await free(a)).toBe(1)
})

it('of two callers for one person counts once, and any booking of the person consumes both', async () => {
  const { a } = await day(1)
  const visitor = await makeVisitor(app.pool)
  await hold(key, visitor, a)
  expect((await hold(staff, visitor, a)).status).toBe(201)
  expect((await book(staff, visitor, a)).status).toBe(201)
  expect(await holds(a)).toBe(0)
})

it('expired and not yet swept is free', async () => {
  const { a } = await day(1)
  const [late, other] = await makeVisitors(app.pool, 2)
  await hold(key, late, a)
  await expire()
  expect(await free(a)).toBe(1)
  expect((await book(staff, other, a)).status).toBe(201)
  expect(codeOf(await book(key, late, a))).toBe('OCCURRENCE_FULL')
})

it('is no right: the booking checks everything again', async () => {
  const { a } = await day(1)
  const visitor = await makeVisitor(app.pool)
  await hold(key, visitor, a)
  await app.pool.query(`UPDATE occurrences SET status = 'cancelled' WHERE id = $1`, [a])
  expect(codeOf(await book(key, visitor, a))).toBe('OCCURRENCE_CANCELLED')
})

it('takes a place of the day too, once per person, and none from a person who is counted already', async () => {
  const { a, b } = await day(1, 1)
  const [mine, other] = await makeVisitors(app.pool, 2)
  await hold(key, mine, a)
  expect(codeOf(await book(staff, other, b))).toBe('EVENT_FULL')
  expect((await hold(key, mine, b)).status).toBe(201)
  expect((await book(key, mine, a)).status).toBe(201)
  expect((await book(key, mine, b)).status).toBe(201)
})

it('is given back by its caller, once; nobody else sees it', async () => {
  const { a } = await day(1)
  const { body } = await hold(key, await makeVisitor(app.pool), a)
  expect((await staff.delete(`/holds/${body.id}`)).status).toBe(404)
  expect((await key.delete(`/holds/${body.id}`)).status).toBe(204)
  expect((await key.delete(`/holds/${body.id}`)).status).toBe(404)
  expect(await free(a)).toBe(1)
})
