import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { env } from '@/config/env'
import { logEvent } from '@/config/log'
import { chainLog } from '@/operations/audit/chainLog'
import { verifyLog } from '@/operations/audit/verifyLog'
import { ZONE } from '@/operations/backup/take'
import { faultOf } from '@/operations/errors/faultOf'
import { planLogWarning } from '@/operations/messages/planLogWarning'
import type { Job } from './job'

/** An entry is in the chain after this time at most, and the time that a pass takes. */
const EVERY_MS = 5_000
const REST_MS = 10_000

/** Adds to the chain until told to stop, beside the jobs: some of them take minutes. */
export const keepChaining = async (payload: Payload, stop: AbortSignal, everyMs = EVERY_MS): Promise<void> => {
  while (!stop.aborted) {
    const done = await chainLog(payload, { ledger: env().erasureLedger, now: now() }, stop).then(
      () => true,
      (error: unknown) => {
        logEvent({
          level: 'error',
          part: 'log',
          msg: 'the chain over the log can not be continued',
          err: faultOf(error),
        })
        return false
      },
    )
    await sleep(done ? everyMs : REST_MS, undefined, { signal: stop }).catch(() => undefined) // the loop ends
  }
}

/** Reads the whole log every night, after the backup. */
export const verify: Job = {
  name: 'verify-log',
  dailyAt: '03:30',
  zone: ZONE,
  run: async (payload, at) => {
    const { fault } = await verifyLog(payload, { ledger: env().erasureLedger, now: at })
    if (fault === null) return
    await planLogWarning(payload, at, ZONE)
    const where = 'entry' in fault ? `entry ${fault.entry}` : `link ${fault.position}`
    logEvent({ level: 'error', part: 'log', msg: `the log is not as it was written: ${fault.kind}, ${where}` })
  },
}
