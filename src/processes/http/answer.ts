import type { IncomingMessage, ServerResponse } from 'node:http'
import { currentTrace } from '@/config/trace'
import { STATUS_BY_CODE, type ErrorCode } from '@/domain/errors'
import { sentence, type Language } from '@/i18n'

export type EdgeCode = Extract<ErrorCode, 'MALFORMED' | 'BODY_TOO_LARGE' | 'METHOD_NOT_ALLOWED' | 'FORBIDDEN'>

/** The first language of the list that we speak, Russian for a caller who names none. */
export const languageOfHeader = (header: string | undefined): Language => {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)/.exec(parameter)?.[1])
        .find((value) => value !== undefined)
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ language, quality }) => (language === 'ru' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality)
  return wishes[0]?.language === 'en' ? 'en' : 'ru'
}

export const errorBody = (code: EdgeCode, language: Language): string =>
  JSON.stringify({ errors: [{ message: sentence(language, code), data: { code } }] })

/** Refuses a request before anything behind the edge has seen it. What is left of its body is not wanted. */
export const refuse = (req: IncomingMessage, res: ServerResponse, code: EdgeCode): void => {
  if (res.headersSent || res.destroyed) return
  const trace = currentTrace()
  if (trace) trace.code = code
  const body = errorBody(code, languageOfHeader(req.headers['accept-language']))
  const unread = !req.complete
  res.writeHead(STATUS_BY_CODE[code], {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...(unread ? { Connection: 'close' } : {}),
  })
  res.end(body)
  if (unread) discard(req)
}

const DISCARD_MS = 5_000

/** A connection closed on a client that is still sending loses the answer: read on for a while, keep nothing. */
const discard = (req: IncomingMessage): void => {
  const timer = setTimeout(() => req.destroy(), DISCARD_MS).unref()
  req.once('close', () => clearTimeout(timer))
  req.on('error', () => undefined) // the client gave up, and nobody is waiting for it
  req.resume()
}
