import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { setClockForTests } from '@/config/clock'
import { env } from '@/config/env'
import type { Job } from '@/jobs/job'
import { runJobs } from '@/processes/runner'
import { startApp, type App } from '../../helpers/app'

let app: App
let ran: string[]
const log: string[] = []

beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())
beforeEach(() => {
  ran = []
  log.length = 0
})

const at = (text: string): void => setClockForTests(() => new Date(text))

type Options = { workers?: number; until?: () => Promise<unknown> }

/** Runs workers until each job has had several chances, or until `until` is true. Waits for their end. */
const work = async (jobs: readonly Job[], { workers = 1, until }: Options = {}): Promise<void> => {
  let rounds = 0
  const count: Job = { name: `count-${Math.random()}`, everySeconds: 0, run: async () => (rounds += 1) }
  const stop = new AbortController()
  const running = Array.from({ length: workers }, () =>
    runJobs({
      url: env().databaseUrl ?? '',
      payload: app.payload,
      jobs: [...jobs, count],
      stop: stop.signal,
      log: (line) => log.push(line),
      pollMs: 20,
    }),
  )
  await expect.poll(() => rounds, PATIENT).toBeGreaterThan(3)
  await until?.()
  stop.abort()
  await Promise.all(running)
}

const PATIENT = { timeout: 20_000, interval: 10 }

const daily = (name: string): Job => ({
  name,
  dailyAt: '03:30',
  zone: 'Europe/Moscow',
  run: async () => ran.push(name),
})

describe('the worker', () => {
  test('runs what is due once, and once more when its time has come again, also after a restart', async () => {
    at('2026-11-21T10:00:00Z')
    await work([daily('night')])
    await work([daily('night')])
    expect(ran).toEqual(['night'])
    at('2026-11-22T00:31:00Z')
    await work([daily('night')])
    expect(ran).toEqual(['night', 'night'])
  })

  test('is one, however many are started; the next takes over', async () => {
    let now = Date.parse('2026-11-21T10:00:00Z')
    setClockForTests(() => new Date((now += 60_000)))
    let busy = 0
    const job: Job = {
      name: 'alone',
      everySeconds: 1,
      run: async () => {
        busy += 1
        ran.push(String(busy))
        await sleep(5)
        busy -= 1
      },
    }
    const admin = new pg.Client({ connectionString: inject('adminUrl') })
    await admin.connect()
    const cut = async (): Promise<void> => {
      await expect.poll(() => log, PATIENT).toContain('another worker is running, standing by')
      const before = ran.length
      await admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
          AND (classid::bigint << 32 | objid::bigint) = 7145201002`,
      )
      await expect.poll(() => ran.length, PATIENT).toBeGreaterThan(before + 2)
    }
    await work([job], { workers: 3, until: cut })
    await admin.end()
    // A worker that lost the lock during a job finishes that job, so two jobs may overlap once.
    expect(ran.filter((together) => together !== '1').length).toBeLessThanOrEqual(1)
    expect(log).toContain('another worker is running, standing by')
  })

  test('goes on with the others when one fails, and tries that one again later', async () => {
    at('2026-11-21T10:00:00Z')
    const broken: Job = {
      name: 'broken',
      everySeconds: 60,
      run: async () => {
        ran.push('broken')
        throw new Error('no luck')
      },
    }
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    await work([broken, daily('other')])
    expect(ran).toEqual(['broken', 'other'])
    expect(said.mock.calls.flat().join('\n')).toMatch(
      /ERROR job broken failed \(1 in a row\)\n\{"type":"Error","message":"no luck","requestId":"[\w-]{36}"\}\n +at /,
    )
    said.mockRestore()
    at('2026-11-21T10:00:29Z')
    await work([broken])
    expect(ran).toHaveLength(2)
    at('2026-11-21T10:00:31Z')
    await work([broken])
    expect(ran).toEqual(['broken', 'other', 'broken'])
  })

  test('finishes the job at work before it ends', async () => {
    at('2026-11-21T10:00:00Z')
    let onBegin = (): void => undefined
    let now = Date.parse('2026-11-21T10:00:00Z')
    setClockForTests(() => new Date((now += 60_000)))
    const slow: Job = {
      name: 'slow',
      everySeconds: 60,
      run: async () => {
        ran.push('begun')
        onBegin()
        await sleep(200)
        ran.push('finished')
      },
    }
    await work([slow], { until: () => new Promise<void>((resolve) => (onBegin = resolve)) })
    expect(ran.length % 2).toBe(0)
    expect(ran.at(-1)).toBe('finished')
  })
})
