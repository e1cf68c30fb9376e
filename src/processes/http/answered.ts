import type { IncomingMessage, ServerResponse } from 'node:http'
import { reportFault } from '@/config/faults'
import { logEvent } from '@/config/log'
import { routeName } from '@/config/routeName'
import { traced, type Trace } from '@/config/trace'

/** Asked by machines every few seconds: only their failures are news. */
const QUIET = new Set(['get /health/live', 'get /health/ready', 'get /metrics', 'asset'])

/** What the guard of the routes has called it; of what never got there only which part of the product it was for. */
export const routeOf = ({ route }: Trace, req: IncomingMessage): string => route ?? routeName(req.url ?? '')

/** One line for each answer: who asked by an id, which route, how it ended, how long it took. */
export const logAnswer = (trace: Trace, req: IncomingMessage, res: ServerResponse): void => {
  const startedAt = process.hrtime.bigint()
  let finished = false
  res.once('finish', () => (finished = true))
  // A client that leaves closes it from its own side, outside of this request.
  res.once('close', () =>
    traced(trace, () => {
      const route = routeOf(trace, req)
      const status = res.statusCode
      const ms = Number((process.hrtime.bigint() - startedAt) / 10_000n) / 100
      const fault = finished && status >= 500 && trace.code === undefined
      if (fault && !trace.reported)
        reportFault({ kind: 'request', where: route, error: { name: 'Answered', code: String(status) } })
      if (QUIET.has(route) && status < 500) return
      const { code, replayOf } = trace
      logEvent({
        level: fault ? 'error' : 'info',
        msg: `${route} ${finished ? `answered ${status}` : 'was left by the client'}`,
        method: req.method,
        route,
        status: finished ? status : 499,
        ms,
        code,
        replayOf,
        routine: true,
      })
    }),
  )
}
