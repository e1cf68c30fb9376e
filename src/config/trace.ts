import { AsyncLocalStorage } from 'node:async_hooks'

/** Identifies one request, one run of a job or one update, and everything that it causes. */
export type Trace = {
  requestId: string
  /** Where a request came from. */
  address?: string
  /** The pattern of the route, never the address, which contains ids and search terms. */
  route?: string
  /** The code of a refusal. */
  code?: string
  /** The earlier request whose saved answer was repeated. */
  replayOf?: string
  /** The fault has been reported already, with all details. */
  reported?: boolean
}

/** The build contains this module twice; both copies must see the same request. */
const KEY = Symbol.for('pristan.trace')
const store = globalThis as unknown as Record<symbol, AsyncLocalStorage<Trace> | undefined>
const traces = (store[KEY] ??= new AsyncLocalStorage<Trace>())

export const traced = <Result>(trace: Trace, work: () => Result): Result => traces.run(trace, work)

export const currentTrace = (): Trace | undefined => traces.getStore()

export const currentRequestId = (): string | null => currentTrace()?.requestId ?? null
