import { logEvent } from './log'
import { currentTrace } from './trace'

/** An unexpected error: not a refusal, but a fault of the program or its environment. */
export type FaultSeen = {
  kind: 'request' | 'job' | 'bot' | 'message' | 'browser'
  /** The pattern of a route or the name of a job. */
  where: string
  error: unknown
}
type Reporter = (fault: FaultSeen, requestId: string | null) => void

/** The build contains this module twice; both copies must share the same reporter. */
const KEY = Symbol.for('pristan.faults')
const store = globalThis as unknown as Record<symbol, Reporter | undefined>

export const onFault = (reporter: Reporter): void => void (store[KEY] = reporter)

/** Reports a fault so that administrators can see it. Never throws, and callers don't wait for it. */
export const reportFault = (fault: FaultSeen): void => {
  const trace = currentTrace()
  if (trace) trace.reported = true
  if (store[KEY]) store[KEY](fault, trace?.requestId ?? null)
  else logEvent({ level: 'warn', msg: 'a fault came before anybody could keep it', where: fault.where, routine: true })
}
