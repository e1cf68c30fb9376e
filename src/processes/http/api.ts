import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { handleEndpoints, type SanitizedConfig } from 'payload'
import type { Handler } from './edge'
import { discard } from './answer'
import { headersOf } from './headersOf'
import { sendAnswer } from './sendAnswer'

/** Routes read only the path and the query. The client chooses the host, so nothing may depend on it. */
const BASE = 'http://localhost'

/** Answers `/api/*` with Payload's own handler. The product and its tests both use this. */
export const createApi =
  (config: SanitizedConfig | Promise<SanitizedConfig>): Handler =>
  async (req, res, body) => {
    const answer = await handleEndpoints({ config, request: toRequest(req, res, body) })
    closeOnUnread(req, res)
    await sendAnswer(req, res, answer)
  }

/** If a route did not read its body to the end, the rest would be taken for the next request, which would hang. */
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
  // Created on demand: few routes need the signal, and creating it costs as much as the rest of this function.
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
