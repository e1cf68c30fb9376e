import type { IncomingMessage, ServerResponse } from 'node:http'
import { reportFault } from '@/config/faults'
import { logEvent } from '@/config/log'
import { routeName } from '@/config/routeName'
import { traced, type Trace } from '@/config/trace'

/** Polled by machines every few seconds, so only their failures are logged. */
const QUIET = new Set(['get /health/live', 'get /health/ready', 'get /metrics', 'asset'])

/** The route as named by its handler; for requests that did not reach a handler, only the area of the product. */
export const routeOf = ({ route }: Trace, req: IncomingMessage): string => route ?? routeName(req.url ?? '')

/** Logs one line per answer: the request id, the route, the status and the duration. */
export const logAnswer = (trace: Trace, req: IncomingMessage, res: ServerResponse): void => {
  const startedAt = process.hrtime.bigint()
  let finished = false
  res.once('finish', () => (finished = true))
  // `close` may come from the client's side, outside the context of this request, so the trace is restored.
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
