import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor } from '../../factories/schedule'
import { startApp, type App } from '../../helpers/app'

let app: App

beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T07:00:00Z' })
})
afterAll(() => app.close())

it('answers a booking only when the disk has it, although the locks are let go before', async () => {
  const [key, place, service] = [await app.as('key:booking'), await makePlace(app.pool), await makeService(app.pool)]
  const made = await makeEvent(app.pool, { place, dates: ['2026-12-02'], capacity: 60, lines: [{ service, startTime: '12:00', endTime: '13:00', capacity: 60 }] })
  const occurrence = made.occurrences[0]?.[0]
  const visitors = await Promise.all(Array.from({ length: 40 }, () => makeVisitor(app.pool)))
  let [behind, booked] = [0, 0]
  for (const [index, visitor] of visitors.entries()) {
    const { status } = await key.post('/bookings', { visitor, occurrence }, { 'idempotency-key': String(index) })
    const { rows } = await app.pool.query<{ behind: boolean }>('SELECT pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn() AS behind')
    if (status === 201) booked += 1
    if (rows[0]?.behind) behind += 1
  }
  expect(booked).toBe(40)
  // Something of the server's own may be written in between now and then; without waiting it is nearly every time.
  expect(behind).toBeLessThan(15)
})
