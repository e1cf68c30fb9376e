import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { setEnvironment } from '@/config/env'
import { jobs } from '@/jobs'
import type { Job } from '@/jobs/job'
import { flushCounts } from '@/operations/metrics/counts'
import { runWhenDue } from '@/processes/runner'
import { dueAt, type JobState } from '@/processes/schedule'
import { makeEvent, makePlace, makeService, makeVisitor, makeVolunteer } from '../factories/schedule'
import { startApp, type App } from '../helpers/app'

const BEGIN = new Date('2026-12-01T05:00:00Z')
const FAILURES = 1_000
const DAY_MS = 86_400_000

let app: App
beforeAll(async () => {
  app = await startApp({ now: BEGIN })
  setEnvironment({ TELEGRAM_BOT_TOKEN: '1:x' })
  await app.as('administrator')
  const service = await makeService(app.pool)
  const { occurrences } = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-01', '2026-12-02', '2026-12-03'],
    capacity: 10,
    lines: [{ service, startTime: '14:00', endTime: '15:00', capacity: 5 }],
  })
  const volunteer = await makeVolunteer(app.pool, '5')
  for (const occurrence of occurrences.flat())
    await app.pool.query(
      `INSERT INTO participants (visitor_id, occurrence_id, status, booked_by_relation_to, booked_by_value, booked_at)
        VALUES ($1, $2, 'expected', 'volunteers', $3, $4)`,
      [await makeVisitor(app.pool), occurrence, volunteer, new Date(BEGIN.getTime() - DAY_MS)],
    )
})
afterAll(async () => {
  setEnvironment({ TELEGRAM_BOT_TOKEN: '' })
  await app.close()
})

const rowsOf = async (): Promise<Map<string, number>> => {
  await flushCounts()
  const { rows } = await app.pool.query<{ name: string; count: number }>(`
    SELECT relname AS name, (xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I', relname),
           false, true, '')))[1]::text::int AS count
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`)
  return new Map(rows.map(({ name, count }) => [name, count]))
}

/** The job does all its work and then fails, every time. */
const failing = (job: Job, seen: () => void): Job => ({
  ...job,
  run: async (payload, now) => {
    await job.run(payload, now)
    seen()
    throw new Error('no luck')
  },
})

it.each(jobs.filter(({ name }) => name !== 'backup').map((job) => [job.name, job] as const))(
  '%s leaves nothing that grows when it fails a thousand times',
  { timeout: 120_000 },
  async (name, job) => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    let now = BEGIN
    let failed = 0
    const broken = failing(job, () => (failed += 1))
    const [before, files] = [await rowsOf(), readdirSync(app.dataDir, { recursive: true }).length]
    while (failed < FAILURES) {
      app.setNow(now)
      await runWhenDue(app.payload, broken)
      const state = await app.payload.kv.get<JobState>(`job:${name}`)
      const due = state ? dueAt(job, state) : now
      now = new Date(Math.max(due.getTime(), now.getTime() + 1_000))
    }
    said.mockRestore()
    const days = Math.ceil((now.getTime() - BEGIN.getTime()) / DAY_MS)
    const grown = [...(await rowsOf())].flatMap(([table, count]) => {
      const more = count - (before.get(table) ?? 0)
      return more > 0 ? [[table, more] as const] : []
    })
    // A mail a day for one administrator, the reminders of three dates, and one row each for the job and its fault.
    const most: Record<string, number> = { bot_watch: 1, messages: days + 6, payload_kv: 2, error_reports: 1 }
    expect(grown.filter(([table, more]) => more > (most[table] ?? 0))).toEqual([])
    expect(readdirSync(app.dataDir, { recursive: true }).length).toBe(files)
  },
)
