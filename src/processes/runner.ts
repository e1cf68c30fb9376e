import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { reportFault } from '@/config/faults'
import { logEvent } from '@/config/log'
import { traced } from '@/config/trace'
import { tryAdvisoryLock, type AdvisoryLock } from '@/db/advisoryLock'
import { faultOf } from '@/operations/errors/faultOf'
import type { Job } from '@/jobs/job'
import { begun, dueAt, failed, isAhead, NEVER_RAN, succeeded, type JobState } from './schedule'

type Options = {
  url: string
  payload: Payload
  jobs: readonly Job[]
  stop: AbortSignal
  log: (line: string) => void
  pollMs?: number
  /** Runs continuously, in the one worker that holds the lock. */
  alongside?: (stop: AbortSignal) => Promise<unknown>
}

/**
 * Runs jobs until told to stop, and finishes the current one. Of several workers on one database only one runs jobs.
 */
export const runJobs = async (options: Options): Promise<void> => {
  const { url, stop, log, pollMs = 1000 } = options
  let told = ''
  const logChange = (line: string): void => {
    if (line !== told) log((told = line))
  }
  while (!stop.aborted) {
    const lock = await tryAdvisoryLock(url, 'worker').catch((error: unknown) => String(error))
    if (lock === null || typeof lock === 'string') {
      logChange(lock === null ? 'another worker is running, standing by' : `the database does not answer (${lock})`)
      await pause(pollMs, stop)
      continue
    }
    if (told !== '') logChange('taking over')
    await whileHolding(lock, options)
  }
}

const whileHolding = async (
  lock: AdvisoryLock,
  { payload, jobs, stop, log, pollMs = 1000, alongside }: Options,
): Promise<void> => {
  const lost = new AbortController()
  void lock.lost.then(() => lost.abort())
  const over = AbortSignal.any([stop, lost.signal])
  const beside = alongside?.(over).catch((error: unknown) =>
    logEvent({ level: 'error', msg: 'what goes on beside the jobs has ended', err: faultOf(error) }),
  )
  try {
    while (!over.aborted) {
      for (const job of jobs)
        if (!over.aborted)
          await traced({ requestId: randomUUID(), route: `job ${job.name}` }, () => runWhenDue(payload, job))
      await pause(pollMs, over)
    }
  } catch (error) {
    // The state of the jobs could not be read or written, so the database is unreachable. The caller retries.
    log(error instanceof Error ? error.message : String(error))
    await pause(pollMs, stop)
  } finally {
    lost.abort()
    await beside
    await lock.release().catch(() => undefined) // a lost connection has released it already
  }
}

/** Runs a job if it is due. */
export const runWhenDue = async (payload: Payload, job: Job): Promise<void> => {
  const key = `job:${job.name}`
  const before = (await payload.kv.get<JobState>(key)) ?? NEVER_RAN
  const startedAt = now()
  if (dueAt(job, before) > startedAt && !isAhead(before, startedAt)) return
  let after: JobState
  if ('dailyAt' in job) await payload.kv.set(key, begun(before, startedAt))
  try {
    await job.run(payload, startedAt)
    after = succeeded(startedAt)
    logEvent({ msg: `job ${job.name} done`, job: job.name, ms: now().getTime() - startedAt.getTime(), routine: true })
  } catch (error) {
    after = failed(before, now())
    logEvent({
      level: 'error',
      msg: `job ${job.name} failed (${after.failures} in a row)`,
      job: job.name,
      ms: now().getTime() - startedAt.getTime(),
      err: faultOf(error),
    })
    reportFault({ kind: 'job', where: job.name, error })
  }
  await payload.kv.set(key, after)
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined) // aborted: the caller checks the signal
