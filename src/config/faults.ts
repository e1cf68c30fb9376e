import { logEvent } from './log'
import { currentTrace } from './trace'

/** Something that should never happen has happened: nobody's refusal, a fault of the program or of its surroundings. */
export type FaultSeen = {
  kind: 'request' | 'job' | 'bot' | 'message' | 'browser'
  /** The pattern of a route, the name of a job. */
  where: string
  error: unknown
}
type Reporter = (fault: FaultSeen, requestId: string | null) => void

/** The build holds this module a second time; who keeps reports is the same for both. */
const KEY = Symbol.for('pristan.faults')
const store = globalThis as unknown as Record<symbol, Reporter | undefined>

export const onFault = (reporter: Reporter): void => void (store[KEY] = reporter)

/** Hands a fault to whoever keeps them for the administrators. It never throws and nobody waits for it. */
export const reportFault = (fault: FaultSeen): void => {
  const trace = currentTrace()
  if (trace) trace.reported = true
  if (store[KEY]) store[KEY](fault, trace?.requestId ?? null)
  else logEvent({ level: 'warn', msg: 'a fault came before anybody could keep it', where: fault.where, routine: true })
}
