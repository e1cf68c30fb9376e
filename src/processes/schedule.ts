import { DateTime } from 'luxon'
import type { Job } from '@/jobs/job'

/** What is remembered of a job between two runs, also over a restart. */
export type JobState = {
  /** The start of the last run that succeeded. */
  ranAt: string | null
  failures: number
  failedAt: string | null
}

export const NEVER_RAN: JobState = { ranAt: null, failures: 0, failedAt: null }

const FIRST_RETRY_MS = 30_000
const LAST_RETRY_MS = 30 * 60_000

/** When the job has to run next. In the past when it is late: then now. */
export const dueAt = (job: Job, { ranAt, failures, failedAt }: JobState): Date => {
  const regular = ranAt === null ? new Date(0) : following(job, new Date(ranAt))
  if (failures === 0 || failedAt === null) return regular
  const wait = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LAST_RETRY_MS)
  return new Date(Math.max(regular.getTime(), new Date(failedAt).getTime() + wait))
}

/** Written while the clock was ahead: what it says of the next run would keep the job from running until then. */
export const isAhead = ({ ranAt, failedAt }: JobState, now: Date): boolean =>
  [ranAt, failedAt].some((at) => at !== null && new Date(at) > now)

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

export const failed = (before: JobState, at: Date): JobState => ({
  ...before,
  failures: before.failures + 1,
  failedAt: at.toISOString(),
})
