import { DateTime } from 'luxon'
import type { Job } from '@/jobs/job'

/** The stored state of a job, which survives restarts. */
export type JobState = {
  /** The start of the last run that succeeded. */
  ranAt: string | null
  failures: number
  failedAt: string | null
  /** Consecutive runs during which the process died, and when the last one began. */
  cutOff?: { times: number; at: string }
}

export const NEVER_RAN: JobState = { ranAt: null, failures: 0, failedAt: null }

type Retry = { first: number; factor: number; last: number }
const MINUTE_MS = 60_000

const OFTEN: Retry = { first: MINUTE_MS / 2, factor: 2, last: 30 * MINUTE_MS }
/** Nightly jobs are heavy and may wait for hours when they keep failing. */
const DAILY: Retry = { first: MINUTE_MS / 2, factor: 4, last: 360 * MINUTE_MS }

/** When the job has to run next. A time in the past means now. */
export const dueAt = (job: Job, state: JobState): Date => {
  const { ranAt, failedAt, cutOff } = state
  const regular = ranAt === null ? new Date(0) : following(job, new Date(ranAt))
  // A single interruption may be a restart of the machine. A job that kills its process every time has to back off.
  const failures = state.failures + Math.max(0, (cutOff?.times ?? 0) - 1)
  const lastAt = Math.max(...[failedAt, cutOff?.at].map((at) => (at ? new Date(at).getTime() : 0)))
  if (failures === 0 || lastAt === 0) return regular
  const { first, factor, last } = 'dailyAt' in job ? DAILY : OFTEN
  const wait = Math.min(first * factor ** Math.min(failures - 1, 20), last)
  return new Date(Math.max(regular.getTime(), lastAt + wait))
}

/** Whether the state was written while the clock was ahead. It would keep the job from running until that time. */
export const isAhead = ({ ranAt, failedAt, cutOff }: JobState, now: Date): boolean =>
  [ranAt, failedAt, cutOff?.at].some((at) => at && new Date(at) > now)

const following = (job: Job, last: Date): Date => {
  if ('everySeconds' in job) return new Date(last.getTime() + job.everySeconds * 1000)
  const [hour = 0, minute = 0] = job.dailyAt.split(':').map(Number)
  const local = DateTime.fromJSDate(last, { zone: job.zone })
  const today = local.set({ hour, minute, second: 0, millisecond: 0 })
  return (today > local ? today : today.plus({ days: 1 })).toJSDate()
}

export const succeeded = (startedAt: Date): JobState => ({
  ranAt: startedAt.toISOString(),
  failures: 0,
  failedAt: null,
})

/** Stored before a daily job starts and replaced when it ends. */
export const begun = (before: JobState, at: Date): JobState => ({
  ...before,
  cutOff: { times: (before.cutOff?.times ?? 0) + 1, at: at.toISOString() },
})

export const failed = ({ ranAt, failures }: JobState, at: Date): JobState => ({
  ranAt,
  failures: failures + 1,
  failedAt: at.toISOString(),
})
