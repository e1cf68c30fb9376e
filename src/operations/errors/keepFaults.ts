import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import { now } from '@/config/clock'
import { onFault, type FaultSeen } from '@/config/faults'
import { logEvent } from '@/config/log'
import { release } from '@/config/release'
import { countErrors, type ErrorReport } from '@/db/error-reports'
import { isUnreachable } from '@/db/refusals'
import { reading } from '@/db/sql'
import { fingerprintOf, type Fault } from '@/domain/faults/describe'
import { faultOf } from './faultOf'

/** Repeated faults cost one write a second. Further kinds beyond these numbers are dropped until the next write. */
const FLUSH_MS = 1_000
const MOST_KINDS = 100
const MOST_KINDS_OF_BROWSERS = 20

/** Stores faults for the administrators, grouped by kind. An unreachable database is not a fault of the program. */
export const keepFaults = (payload: Payload): void => {
  const waiting = new Map<string, ErrorReport>()
  let timer: NodeJS.Timeout | undefined

  const flush = async (): Promise<void> => {
    timer = undefined
    const reports = [...waiting.values()]
    waiting.clear()
    try {
      await countErrors(reading(payload), reports)
    } catch (error) {
      logEvent({ level: 'warn', msg: 'errors could not be kept now, they are kept later', err: faultOf(error) })
      for (const report of reports) add(report)
      later(10 * FLUSH_MS)
    }
  }
  const later = (ms: number): void => void (timer ??= setTimeout(() => void flush(), ms).unref())
  const hasRoom = ({ kind }: ErrorReport): boolean => {
    const ofBrowsers = [...waiting.values()].filter((one) => one.kind === 'browser').length
    return kind === 'browser' ? ofBrowsers < MOST_KINDS_OF_BROWSERS : waiting.size - ofBrowsers < MOST_KINDS
  }
  const add = (report: ErrorReport): void => {
    const known = waiting.get(report.fingerprint)
    if (known)
      waiting.set(report.fingerprint, { ...report, count: known.count + report.count, firstSeenAt: known.firstSeenAt })
    else if (hasRoom(report)) waiting.set(report.fingerprint, report)
  }
  onFault((seen, requestId) => {
    if (isUnreachable(seen.error)) return
    add(reportOf(seen, requestId, now()))
    later(FLUSH_MS)
  })
}

const reportOf = ({ kind, where, error }: FaultSeen, requestId: string | null, at: Date): ErrorReport => {
  const fault = faultOf(error)
  const fingerprint = createHash('sha256')
    .update(fingerprintOf(kind, where, fault))
    .digest('hex')
    .slice(0, 32)
  return {
    fingerprint,
    kind,
    place: where,
    type: typeOf(fault),
    message: wordsOf(fault),
    stack: stackOf(fault),
    count: 1,
    firstSeenAt: at,
    lastSeenAt: at,
    release: release(),
    requestId,
  }
}

const rootOf = (fault: Fault): Fault => (fault.cause ? rootOf(fault.cause) : fault)

const typeOf = (fault: Fault): string => {
  const { type, code, constraint } = rootOf(fault)
  return [type, code, constraint].filter((part) => part !== undefined).join(' ')
}

const wordsOf = (fault: Fault): string | null => rootOf(fault).message ?? fault.message ?? null

const stackOf = (fault: Fault): string =>
  fault.cause ? `${fault.stack}\ncaused by ${typeOf(fault.cause)}\n${stackOf(fault.cause)}` : fault.stack
