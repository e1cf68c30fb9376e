import type { IncomingMessage, ServerResponse } from 'node:http'
import { currentTrace } from '@/config/trace'
import { STATUS_BY_CODE, type ErrorCode } from '@/domain/errors'
import { sentence, type Language } from '@/i18n'
import { languageOfHeader } from '@/i18n/language'

export type EdgeCode = Extract<
  ErrorCode,
  'MALFORMED' | 'BODY_TOO_LARGE' | 'METHOD_NOT_ALLOWED' | 'FORBIDDEN' | 'UNAUTHENTICATED' | 'TOO_MANY_REQUESTS'
>

export const errorBody = (code: EdgeCode, language: Language): string =>
  JSON.stringify({ errors: [{ message: sentence(language, code), data: { code } }] })

/** Refuses a request before the application sees it. The rest of its body is discarded. */
export const refuse = (
  req: IncomingMessage,
  res: ServerResponse,
  code: EdgeCode,
  headers: Record<string, string> = {},
): void => {
  if (res.headersSent || res.destroyed) return
  const trace = currentTrace()
  if (trace) trace.code = code
  const body = errorBody(code, languageOfHeader(req.headers['accept-language']))
  const unread = !req.complete
  res.writeHead(STATUS_BY_CODE[code], {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...(unread ? { Connection: 'close' } : {}),
    ...headers,
  })
  res.end(body)
  if (unread) discard(req)
}

const DISCARD_MS = 5_000

/**
 * Closing the connection while the client is still sending would lose the answer, so the rest is read for a while and
 * discarded.
 */
export const discard = (req: IncomingMessage): void => {
  req.removeAllListeners('data')
  req.on('data', () => undefined)
  const timer = setTimeout(() => req.destroy(), DISCARD_MS).unref()
  req.once('close', () => clearTimeout(timer))
  req.on('error', () => undefined) // the client has gone, and nothing is waiting for it
  req.resume()
}
