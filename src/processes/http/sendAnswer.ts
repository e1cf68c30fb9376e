import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import fresh from 'fresh'
import { type Coding, codingFor, compress, compressor, isText } from './compression'

/** Sends the answer of a route: a short body at once, a stream chunk by chunk with backpressure. */
export const sendAnswer = async (req: IncomingMessage, res: ServerResponse, answer: Response): Promise<void> => {
  res.statusCode = answer.status
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  // Several cookies need separate headers.
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('set-cookie', cookies)
  const coding = negotiated(req, res)
  sayWhoMayKeep(req, res)
  if (!answer.body) return void res.end()

  const reader = answer.body.getReader()
  // Cancels a stream that is waiting for an event when the client has gone.
  const leave = (): void => void reader.cancel().catch(() => undefined)
  if (res.closed) return leave()
  res.once('close', leave)
  const first = await reader.read()
  if (first.done) return void res.end()
  const second = reader.read()
  // If the client leaves first, the rejection would be unhandled.
  second.catch(() => undefined)
  const rest = await Promise.race([second, nextTurn()])
  if (rest !== 'later' && rest.done) return sendWhole(req, res, first.value, coding)

  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value
    for (let piece = await second; !piece.done; piece = await reader.read()) yield piece.value
  }
  if (coding) sayCoding(res, coding)
  res.flushHeaders()
  // A pipeline adds eight listeners. With ours that is more than Node allows before it warns of a leak.
  res.setMaxListeners(20)
  const sent = coding ? pipeline(pieces, compressor(coding), res) : pipeline(pieces, res)
  // A client that disconnects is not a fault of the server.
  await sent.catch((error: unknown) => (isCut(error) ? undefined : Promise.reject(error)))
}

const isCut = (error: unknown): boolean => (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE'

/** By the next turn, chunks already in memory have been read. */
const nextTurn = (): Promise<'later'> => new Promise((resolve) => setImmediate(resolve, 'later'))

/** The coding for this answer. Adds `Vary`, because other clients may get another coding. */
const negotiated = (req: IncomingMessage, res: ServerResponse): Coding | null => {
  if (!isText(typeOf(res)) || res.hasHeader('content-encoding') || says(res, 'no-transform')) return null
  res.appendHeader('Vary', 'Accept-Encoding')
  return codingFor(req.headers)
}

const sayCoding = (res: ServerResponse, coding: Coding): void => {
  res.setHeader('Content-Encoding', coding)
  res.removeHeader('Content-Length')
}

/** The schedule and the catalogue contain nothing about people. */
const WITHOUT_PEOPLE =
  /^\/api\/(?:availability|event-days|events|openapi\.json|docs|occurrences|places|schedule|services)(?:\/[^/]+)?\/?(?:\?|$)/

/**
 * Data about people must not be cached, since the "back" button of a shared computer would show it. The schedule may be
 * cached by the browser, but has to be revalidated. A photo may be shown again without asking.
 */
const sayWhoMayKeep = (req: IncomingMessage, res: ServerResponse): void => {
  if (res.hasHeader('cache-control')) return
  if (!isText(typeOf(res)) && (req.url ?? '').startsWith('/api/media/file/') && res.statusCode === 200)
    res.setHeader('Cache-Control', 'private')
  else if (res.statusCode < 400 && WITHOUT_PEOPLE.test(req.url ?? ''))
    res.setHeader('Cache-Control', 'private, no-cache')
  else res.setHeader('Cache-Control', 'no-store')
}

const typeOf = (res: ServerResponse): string => String(res.getHeader('content-type') ?? '')

const says = (res: ServerResponse, word: 'no-store' | 'no-transform'): boolean =>
  String(res.getHeader('cache-control') ?? '').includes(word)

/**
 * Sends a list only if it has changed since the client read it. The ETag is weak, because it belongs to the body before
 * compression.
 */
const sendWhole = async (
  req: IncomingMessage,
  res: ServerResponse,
  body: Uint8Array,
  coding: Coding | null,
): Promise<void> => {
  if (req.method === 'GET' && res.statusCode === 200 && mayBeKept(res)) {
    const etag = `W/"${createHash('sha1').update(body).digest('base64url')}"`
    res.setHeader('ETag', etag)
    // `Cache-Control: no-cache` is ignored, because programs send it together with an ETag without meaning it.
    if (fresh({ 'if-none-match': req.headers['if-none-match'] }, { etag })) return notModified(res)
  }
  const compressed = coding && (await compress(body, coding))
  if (res.closed) return
  if (compressed) sayCoding(res, coding)
  const sent = compressed ?? body
  res.setHeader('Content-Length', sent.length)
  res.end(sent)
}

const mayBeKept = (res: ServerResponse): boolean =>
  isText(typeOf(res)) && !says(res, 'no-store') && !res.hasHeader('set-cookie')

const notModified = (res: ServerResponse): void => {
  res.statusCode = 304
  res.removeHeader('Content-Type')
  res.removeHeader('Content-Length')
  res.end()
}
