import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env } from '@/config/env'
import { jobs } from '@/jobs'
import type { Job } from '@/jobs/job'
import { mailSender } from '@/notifications/deliver/mail'
import { createSender } from '@/operations/messages/sender'
import { nextUpdates, retryUpdateAt } from '@/operations/updates/queue'
import { storeUpdates } from '@/operations/updates/store'
import { runJobs } from '@/processes/runner'
import { makeEvent, makePlace, makeService, makeVisitor } from '../factories/schedule'
import { violations } from '../factories/invariants'
import { startApp, type App, type Client } from '../helpers/app'

const TODAY = new Date('2026-12-01T09:00:00Z')
const TOMORROW = new Date('2026-12-02T09:00:00Z')

let app: App
let staff: Client
let occurrences: string[]
beforeAll(async () => {
  app = await startApp({ now: TODAY })
  staff = await app.as('coordinator')
  await app.as('administrator')
  const service = await makeService(app.pool)
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01', '2026-12-02', '2026-12-03'],
    capacity: 10,
    lines: [{ service, startTime: '14:00', endTime: '15:00', capacity: 5 }],
  })
  occurrences = made.occurrences.flat()
})
afterAll(() => app.close())

/** Runs the worker until it has checked each job once or twice. */
const work = async (list: readonly Job[]): Promise<void> => {
  const stop = new AbortController()
  const running = runJobs({
    url: env().databaseUrl ?? '',
    payload: app.payload,
    jobs: list,
    stop: stop.signal,
    log: () => undefined,
    pollMs: 20,
  })
  await new Promise((resolve) => setTimeout(resolve, 500))
  stop.abort()
  await running
}

test(
  'a clock that was a day ahead for a while leaves nothing behind: bookings, jobs, messages and updates go on',
  { timeout: 60_000 },
  async () => {
    const key = randomUUID()
    const body = { visitor: await makeVisitor(app.pool), occurrence: occurrences[2] }
    const first = await staff.post('/bookings', body, { 'idempotency-key': key })
    expect(first.status).toBe(201)
    const ran: string[] = []
    const often: Job = {
      name: 'often',
      everySeconds: 60,
      run: async (_payload, now) => void ran.push(now.toISOString()),
    }
    const quiet = jobs.filter(({ name }) => name !== 'backup' && name !== 'retain')
    await work([often, ...quiet])
    expect(ran).toEqual([TODAY.toISOString()])

    app.setNow(TOMORROW)
    expect((await staff.post('/bookings', body, { 'idempotency-key': key })).body).toEqual(first.body)
    expect(
      (await staff.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: occurrences[2] })).status,
    ).toBe(201)
    await work([often, ...quiet])
    // The mail server is down: the retry is five seconds later by that clock, which is tomorrow.
    const sender = (now: Date, open: boolean) =>
      createSender(app.payload, {
        telegram: null,
        mail: open
          ? async () => ({ kind: 'sent' })
          : mailSender(async () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))),
        volunteersChat: null,
        panel: null,
        now: () => now,
        wait: async () => undefined,
        stopping: () => false,
        report: (error) => Promise.reject(error),
      })
    await app.pool.query(
      `INSERT INTO messages (kind, recipient_kind, recipient_id, payload, status, created_at)
        SELECT 'failures', 'users', id::text, '{"since": "2026-01-01"}', 'pending', $1 FROM users
        WHERE role = 'administrator'`,
      [TODAY],
    )
    await app.pool.query(
      `INSERT INTO messages (kind, recipient_kind, payload, status, created_at, updated_at)
        VALUES ('bookingConfirmed', 'volunteers', '{}', 'failed', $1, $1)`,
      [TODAY],
    )
    await sender(TOMORROW, false).round()
    await storeUpdates(app.payload, [{ update_id: 9_000_001, message: { chat: { id: 5 } } }], TOMORROW)
    const [update] = await nextUpdates(app.payload, { now: TOMORROW, busy: [], most: 5 })
    const seq = update?.seq ?? 0
    await retryUpdateAt(app.payload, {
      seq,
      notBefore: new Date(TOMORROW.getTime() + 3_000),
      error: 'x',
      counts: false,
    })

    app.setNow(TODAY)
    expect(
      (await staff.post('/bookings', { visitor: await makeVisitor(app.pool), occurrence: occurrences[0] })).status,
    ).toBe(201)
    await work([often, ...quiet])
    expect(ran).toEqual([TODAY, TOMORROW, TODAY].map((at) => at.toISOString()))
    expect(await nextUpdates(app.payload, { now: TODAY, busy: [], most: 5 })).toMatchObject([{ seq }])
    await sender(TODAY, true).round()
    const { rows } = await app.pool.query<{ kind: string; status: string }>(
      `SELECT kind, status::text FROM messages WHERE kind = 'failures'`,
    )
    expect(rows.map(({ status }) => status)).not.toContain('pending')
    const summaries = await app.pool.query(
      `SELECT payload->>'date' AS date, count(*)::int AS count FROM messages WHERE kind = 'dailySummary' GROUP BY 1
        HAVING count(*) > 1`,
    )
    expect(summaries.rows).toEqual([])
    expect(await violations(app.pool)).toEqual([])
  },
)
