import { AsyncLocalStorage } from 'node:async_hooks'

/** What one request, one run of a job or one update is known by wherever its work leads. */
export type Trace = {
  requestId: string
  /** The pattern of the route, never the address: that holds ids and what somebody searched. */
  route?: string
  /** Of a refusal. */
  code?: string
  /** The answer was kept from this earlier request. */
  replayOf?: string
  /** Its fault has been reported with all that is known of it. */
  reported?: boolean
}

/** The build holds this module a second time; a request is one wherever it is asked about. */
const KEY = Symbol.for('pristan.trace')
const store = globalThis as unknown as Record<symbol, AsyncLocalStorage<Trace> | undefined>
const traces = (store[KEY] ??= new AsyncLocalStorage<Trace>())

export const traced = <Result>(trace: Trace, work: () => Result): Result => traces.run(trace, work)

export const currentTrace = (): Trace | undefined => traces.getStore()

export const currentRequestId = (): string | null => currentTrace()?.requestId ?? null
