import http, { IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { reportFault } from '@/config/faults'
import { ADDRESS_HEADER } from '@/config/headers'
import { traced, type Trace } from '@/config/trace'
import { faultOf } from '@/operations/errors/faultOf'
import { logEvent } from '@/config/log'
import { clientAddress } from './address'
import { errorBody, refuse } from './answer'
import { languageOfHeader } from '@/i18n/language'
import { env, isHttps } from '@/config/env'
import { logAnswer, routeOf } from './answered'
import { bodyLimit, mayHoldNul, readableArguments, readableJson, readableUrl, requestId, wantedBody } from './check'
import { isForged } from './crossSite'
import { useHostCookies } from './hostCookies'
import { protect } from './securityHeaders'

/** `body`: what the edge has already read. The request can be read again and gives the same body. */
export type Handler = (req: IncomingMessage, res: ServerResponse, body?: Buffer) => Promise<void> | void

export type Edge = {
  server: Server
  /** Stops listening, lets requests finish, and closes the remaining connections after `milliseconds`. */
  drain: (milliseconds: number) => Promise<void>
}

/** A Request can't be built for TRACE and the like. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The checks that every request has to pass before the application sees it. */
export const createEdge = (handler: Handler, { upgrades = false } = {}): Edge => {
  let draining = false
  const answering = new Set<ServerResponse>()

  const onRequest = (req: IncomingMessage, res: ServerResponse): void => {
    const trace: Trace = { requestId: requestId(req.headers['x-request-id']), address: clientAddress(req) }
    traced(trace, () => begin(trace, req, res))
  }

  const begin = (trace: Trace, req: IncomingMessage, res: ServerResponse): void => {
    const { requestId: id, address = '' } = trace
    req.headers['x-request-id'] = id
    req.headers[ADDRESS_HEADER] = address
    res.setHeader('X-Request-Id', id)
    protect(req, res, { production: env().production, https: isHttps() })
    if (isHttps()) useHostCookies(req, res)
    if (draining) res.setHeader('Connection', 'close')
    answering.add(res)
    res.once('close', () => answering.delete(res))
    logAnswer(trace, req, res)
    res.on('error', () => undefined) // the client went away while we were answering
    void serve(req, res).catch((error: unknown) => {
      const where = routeOf(trace, req)
      logEvent({ level: 'error', msg: `${where} failed`, route: where, err: faultOf(error) })
      reportFault({ kind: 'request', where, error })
      if (!res.headersSent)
        res
          .writeHead(500, { 'Content-Type': 'application/json' })
          .end('{"errors":[{"message":"Something went wrong."}]}')
      else res.destroy()
    })
  }

  const serve = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const url = req.url ?? ''
    if (!METHODS.includes(req.method ?? '')) return refuse(req, res, 'METHOD_NOT_ALLOWED')
    if (!readableUrl(url)) return refuse(req, res, 'MALFORMED')
    if (isForged(req, env().publicUrl)) return refuse(req, res, 'FORBIDDEN')
    const limit = bodyLimit(url)
    const announced = req.headers['content-length']
    if (Number(announced ?? 0) > limit) return refuse(req, res, 'BODY_TOO_LARGE')
    if (req.headers.expect !== undefined) res.writeContinue()
    const wanted = wantedBody(req)
    const inChunks = req.headers['transfer-encoding'] !== undefined
    // Node already enforces the announced length. So only JSON bodies have to be read here, and chunked ones to limit
    // their size.
    if (!inChunks && (wanted === 'anything' || Number(announced ?? 0) === 0)) return handler(req, res)
    const body = await readBody(req, limit)
    if (body === 'gone') return
    if (body === 'too large') return refuse(req, res, 'BODY_TOO_LARGE')
    if (wanted === 'object' && !readableJson(body, { nul: mayHoldNul(url) })) return refuse(req, res, 'MALFORMED')
    if (wanted === 'arguments' && !readableArguments(body)) return refuse(req, res, 'MALFORMED')
    return handler(replay(req, body), res, body)
  }

  const server = http.createServer(
    { headersTimeout: 15_000, requestTimeout: 120_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    onRequest,
  )
  server.on('checkContinue', onRequest)
  server.timeout = 120_000
  server.maxConnections = MOST_CONNECTIONS
  if (!upgrades) server.on('upgrade', refuseUpgrade)
  server.on('clientError', answerBrokenRequest)

  return {
    server,
    drain: async (milliseconds) => {
      draining = true
      let closed = false
      server.close(() => (closed = true))
      const deadline = Date.now() + milliseconds
      while (!closed && Date.now() < deadline) {
        for (const res of answering) if (isEndless(res)) res.destroy()
        server.closeIdleConnections()
        await sleep(25)
      }
      server.closeAllConnections()
    },
  }
}

/** Limits memory and file descriptors. A reverse proxy uses only a few connections. */
const MOST_CONNECTIONS = 2_000

/**
 * Refuses upgrades. Next.js adds its own upgrade listener, which leaves unused sockets open; this one comes first.
 */
const refuseUpgrade = (_req: IncomingMessage, socket: Duplex): void => {
  socket.on('error', () => undefined) // the client is not waiting
  socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  setTimeout(() => socket.destroy(), CLOSE_MS).unref()
}

const CLOSE_MS = 1_000

/** Server-sent events never end by themselves; the client will reconnect, possibly to another process. */
const isEndless = (res: ServerResponse): boolean =>
  String(res.getHeader('content-type') ?? '').startsWith('text/event-stream')

const readBody = (req: IncomingMessage, limit: number): Promise<Buffer | 'too large' | 'gone'> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size <= limit) return void chunks.push(chunk)
      req.off('data', onData)
      resolve('too large')
    }
    req.on('data', onData)
    req.once('end', () => resolve(Buffer.concat(chunks)))
    req.once('error', () => resolve('gone'))
    req.once('close', () => resolve('gone'))
  })

/** Copies the request with a body that can be read again. */
const replay = (req: IncomingMessage, body: Buffer): IncomingMessage => {
  const copy = new IncomingMessage(req.socket)
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders } = req
  Object.assign(copy, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, rawHeaders, complete: true })
  copy.headers = { ...req.headers, 'content-length': String(body.length) }
  delete copy.headers['transfer-encoding']
  copy.push(body)
  copy.push(null)
  return copy
}

const BROKEN: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** The input is not HTTP or its headers are too long, so there is no request to answer, only a socket. */
const answerBrokenRequest = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const body = errorBody('MALFORMED', languageOfHeader(undefined))
  socket.end(
    `HTTP/1.1 ${BROKEN[error.code ?? ''] ?? '400 Bad Request'}\r\nConnection: close\r\nContent-Type: ` +
      `application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
