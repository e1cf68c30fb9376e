import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { handleEndpoints, type SanitizedConfig } from 'payload'
import type { Handler } from './edge'
import { sendAnswer } from './sendAnswer'

/** Routes read paths and queries. The host is whatever the client claims, and nothing may depend on it. */
const BASE = 'http://localhost'

/** Answers `/api/*` with Payload's own handler: the one door for the product and for its tests. */
export const createApi =
  (config: SanitizedConfig | Promise<SanitizedConfig>): Handler =>
  async (req, res, body) =>
    sendAnswer(req, res, await handleEndpoints({ config, request: toRequest(req, res, body) }))

const toRequest = (req: IncomingMessage, res: ServerResponse, body: Buffer | undefined): Request => {
  const { method = 'GET', url = '/' } = req
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const request = new Request(`${BASE}${url}`, {
    method,
    headers: headersOf(req),
    ...(hasBody ? { body: body ?? (Readable.toWeb(req) as ReadableStream), duplex: 'half' } : {}),
  } as RequestInit)
  // Few routes ask whether the client has left, and a signal that nobody listens to costs as much as the rest of this.
  let signal: AbortSignal | undefined
  return Object.defineProperty(request, 'signal', { get: () => (signal ??= signalOf(res)) })
}

const signalOf = (res: ServerResponse): AbortSignal => {
  const gone = new AbortController()
  const tell = (): void => void (res.writableFinished || gone.abort())
  if (res.closed) tell()
  else res.once('close', tell)
  return gone.signal
}

/** Node has joined what came several times; only a list stays apart. */
const headersOf = ({ headers }: IncomingMessage): Headers => {
  const all = new Headers()
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) all.set(name, Array.isArray(value) ? value.join(', ') : value)
  return all
}
