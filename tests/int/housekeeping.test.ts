import { afterAll, beforeAll, expect, it } from 'vitest'
import { sweep } from '@/operations/housekeeping/sweep'
import { makeEvent, makePlace, makeService, makeVisitor } from '../factories/schedule'
import { startApp, type App } from '../helpers/app'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

it('takes away what is over and leaves what still counts', async () => {
  const [place, service] = [await makePlace(app.pool), await makeService(app.pool)]
  const made = await makeEvent(app.pool, {
    place,
    dates: ['2027-01-01'],
    capacity: 5,
    lines: [{ service, startTime: '10:00', endTime: '11:00', capacity: 5 }],
  })
  for (const [caller, age] of [
    ['old', '-2 hours'],
    ['recent', '-5 minutes'],
    ['current', '10 minutes'],
  ]) {
    await app.pool.query(
      `INSERT INTO holds (occurrence_id, visitor_id, caller, expires_at)
        VALUES ($1, $2, $3, clock_timestamp() + $4::interval)`,
      [made.occurrences[0]?.[0], await makeVisitor(app.pool), caller, age],
    )
  }
  await app.pool.query(
    `INSERT INTO idempotency_keys (caller, route, key, body_hash, created_at)
      VALUES ('c', 'r', 'old', 'h', now() - interval '8 days'), ('c', 'r', 'known', 'h', now() - interval '6 days')`,
  )
  await app.pool.query(
    `INSERT INTO attendance_undos (caller, changes, created_at)
      VALUES ('old', '[]', now() - interval '2 days'), ('known', '[]', now())`,
  )
  await sweep(app.payload, new Date())
  const { rows } = await app.pool.query(
    `SELECT caller AS what FROM holds UNION ALL SELECT key FROM idempotency_keys UNION ALL SELECT caller
      FROM attendance_undos ORDER BY 1`,
  )
  expect(rows.map(({ what }) => what as string)).toEqual(['current', 'known', 'known', 'recent'])
})
