import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { handleEndpoints, type SanitizedConfig } from 'payload'
import type { Handler } from './edge'
import { discard } from './answer'
import { headersOf } from './headersOf'
import { sendAnswer } from './sendAnswer'

/** Routes read paths and queries. The host is whatever the client claims, and nothing may depend on it. */
const BASE = 'http://localhost'

/** Answers `/api/*` with Payload's own handler: the one door for the product and for its tests. */
export const createApi =
  (config: SanitizedConfig | Promise<SanitizedConfig>): Handler =>
  async (req, res, body) => {
    const answer = await handleEndpoints({ config, request: toRequest(req, res, body) })
    closeOnUnread(req, res)
    await sendAnswer(req, res, answer)
  }

/** A body that a route did not read to its end would be taken for the next request, which then waits for ever. */
const closeOnUnread = (req: IncomingMessage, res: ServerResponse): void => {
  if (req.complete || res.headersSent) return
  res.setHeader('Connection', 'close')
  res.once('finish', () => discard(req))
}

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
