import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeVisitors } from '../../factories/schedule'
import { startApp, type App, type Client } from '../../helpers/app'
import { countStatements } from '../../helpers/statements'
import { NOW, setTheScene } from './world'

let app: App
let admin: Client
let staff: Client
let occurrence: string
let [one, two] = ['', '']
beforeAll(async () => {
  app = await startApp({ now: NOW })
  admin = await app.as('administrator')
  staff = await app.as('coordinator')
  const { occurrences } = await setTheScene(app)
  occurrence = occurrences.at(-1) ?? ''
})
beforeEach(async () => {
  ;[one = '', two = ''] = await makeVisitors(app.pool, 2)
})
afterAll(() => app.close())

const merge = (query = '') => admin.post(`/visitors/${one}/merge${query}`, { other: two })

test('a preview counts what the log says of a person without reading all of the log', async () => {
  const { texts } = await countStatements(app.payload, () => merge('?preview=true'))
  const [count] = texts.filter((text) => /count\(\*\).*FROM audit_log/s.test(text))
  const client = await app.pool.connect()
  try {
    await client.query('BEGIN; SET LOCAL enable_seqscan = off')
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${count}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toMatch(/Index Cond: \(+subject_id/)
    expect(plan).not.toMatch(/SubPlan|Seq Scan on audit_log/)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
})

test('a merge waits for a day that somebody works on before it holds bookings of that day', async () => {
  const booked = await staff.post<{ participants: { id: string }[] }>('/bookings', { visitor: two, occurrence })
  const booking = booked.body.participants[0]?.id
  const canceller = await app.pool.connect()
  try {
    await canceller.query('BEGIN')
    const { rows } = await canceller.query<{ pid: number }>(
      `SELECT pg_backend_pid() AS pid FROM event_days
        WHERE id = (SELECT event_day_id FROM participants WHERE id = $1) FOR NO KEY UPDATE`,
      [booking],
    )
    const merging = merge()
    const blocked = async () =>
      (await app.pool.query('SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [rows[0]?.pid]))
        .rowCount
    await expect.poll(blocked, { timeout: 20_000 }).toBe(1)
    await canceller.query('SELECT FROM participants WHERE id = $1 FOR NO KEY UPDATE NOWAIT', [booking])
    await canceller.query('COMMIT')
    expect((await merging).status).toBe(200)
  } finally {
    await canceller.query('ROLLBACK')
    canceller.release()
  }
})
