import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import fresh from 'fresh'
import { type Coding, codingFor, compress, compressor, isText } from './compression'

/** Sends what a route answered: a short body in one piece, a stream as it comes and as fast as it is read. */
export const sendAnswer = async (req: IncomingMessage, res: ServerResponse, answer: Response): Promise<void> => {
  res.statusCode = answer.status
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') res.setHeader(name, value)
  // Several cookies are several headers.
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) res.setHeader('set-cookie', cookies)
  const coding = negotiated(req, res)
  sayWhoMayKeep(req, res)
  if (!answer.body) return void res.end()

  const reader = answer.body.getReader()
  // A stream that waits for something to happen hears that nobody waits with it.
  const leave = (): void => void reader.cancel().catch(() => undefined)
  if (res.closed) return leave()
  res.once('close', leave)
  const first = await reader.read()
  if (first.done) return void res.end()
  const second = reader.read()
  // If the client leaves first, nobody waits for it any more.
  second.catch(() => undefined)
  const rest = await Promise.race([second, nextTurn()])
  if (rest !== 'later' && rest.done) return sendWhole(req, res, first.value, coding)

  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value
    for (let piece = await second; !piece.done; piece = await reader.read()) yield piece.value
  }
  if (coding) sayCoding(res, coding)
  res.flushHeaders()
  // A pipeline listens eight times, which with our own is one more than what Node takes for a leak.
  res.setMaxListeners(20)
  const sent = coding ? pipeline(pieces, compressor(coding), res) : pipeline(pieces, res)
  // A client that left in the middle is no fault of the server's.
  await sent.catch((error: unknown) => (isCut(error) ? undefined : Promise.reject(error)))
}

const isCut = (error: unknown): boolean => (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE'

/** What is in memory already is read by then. */
const nextTurn = (): Promise<'later'> => new Promise((resolve) => setImmediate(resolve, 'later'))

/** How this answer may be compressed. Whoever keeps a copy is told that others may get another one. */
const negotiated = (req: IncomingMessage, res: ServerResponse): Coding | null => {
  if (!isText(typeOf(res)) || res.hasHeader('content-encoding') || says(res, 'no-transform')) return null
  res.appendHeader('Vary', 'Accept-Encoding')
  return codingFor(req.headers)
}

const sayCoding = (res: ServerResponse, coding: Coding): void => {
  res.setHeader('Content-Encoding', coding)
  res.removeHeader('Content-Length')
}

/** The schedule and the catalogue: nothing in them is about a person. */
const WITHOUT_PEOPLE =
  /^\/api\/(?:availability|event-days|events|openapi\.json|docs|occurrences|places|schedule|services)(?:\/[^/]+)?\/?(?:\?|$)/

/**
 * What is about people is kept nowhere; the shared computer of a day centre has a "back" button. The schedule may be
 * kept by the browser of the one who asked, which asks again before it uses it. A photo may be shown again as it is.
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
 * A list that is read again and again is sent again only when it has changed. The tag is weak: it is that of the body
 * before it is compressed one way or another.
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
    // `Cache-Control: no-cache` is left out: programs send it along with the tag they have, and mean nothing by it.
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
