import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { MAX_BODY } from './check'
import { createEdge, type Edge } from './edge'

let edge: Edge
let port: number
let seen: { url: string | undefined; body: string; id: unknown }[]
let slow: Promise<unknown>

beforeEach(async () => {
  seen = []
  slow = Promise.resolve()
  edge = createEdge(async (req, res) => {
    let body = ''
    for await (const chunk of req) body += String(chunk)
    seen.push({ url: req.url, body, id: req.headers['x-request-id'] })
    await slow
    res.end('ok')
  })
  edge.server.listen(0, '127.0.0.1')
  await once(edge.server, 'listening')
  port = (edge.server.address() as AddressInfo).port
})
afterEach(() => edge.drain(0))

const at = (path: string): string => `http://127.0.0.1:${port}${path}`
const post = (body: string | ReadableStream, type = 'application/json', path = '/api/bookings') =>
  fetch(at(path), { method: 'POST', body, headers: { 'content-type': type }, duplex: 'half' } as RequestInit)
const chunks = (size: number): ReadableStream =>
  new ReadableStream({
    pull(controller) {
      if ((size -= 10_000) < 0) return controller.close()
      controller.enqueue(Buffer.alloc(10_000, 'a'))
    },
  })
const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { data: { code: string } }[] }).errors[0]?.data.code
/** Sends exactly these bytes; a client library would correct them. */
const raw = async (bytes: string): Promise<string> => {
  const socket = net.connect(port, '127.0.0.1')
  socket.end(bytes)
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

describe('the edge', () => {
  test('passes a body on unchanged, JSON or not, in one piece or in chunks', async () => {
    expect((await post('{"a":"я"}')).status).toBe(200)
    expect((await post('plain', 'text/plain', '/page')).status).toBe(200)
    expect((await post(chunks(20_000), 'text/plain', '/page')).status).toBe(200)
    expect(seen.map(({ body }) => body)).toEqual(['{"a":"я"}', 'plain', 'a'.repeat(20_000)])
  })

  test.each([
    ['announced', () => 'a'.repeat(MAX_BODY + 1)],
    ['in chunks', () => chunks(MAX_BODY + 20_000)],
  ])('refuses a body over the limit, %s, and the caller can read why', async (_, body) => {
    for (const type of ['application/json', 'text/plain']) {
      const response = await post(body(), type)
      expect(response.status).toBe(413)
      expect(await codeOf(response)).toBe('BODY_TOO_LARGE')
    }
    expect(seen).toEqual([])
  })

  test('lets ten times as much through to the photos', async () => {
    expect((await post('a'.repeat(5 * MAX_BODY), 'multipart/form-data; boundary=x', '/api/media')).status).toBe(200)
  })

  test.each(['{', '[]', '{"a":"\\u0000"}', '{"a":'.repeat(5_000)])(
    'refuses the JSON %.20s by any name',
    async (body) => {
      for (const type of ['application/json', 'text/plain', 'application/octet-stream']) {
        const response = await post(body, type)
        expect(response.status).toBe(400)
        expect(await codeOf(response)).toBe('MALFORMED')
      }
      expect(seen).toEqual([])
    },
  )

  test('over https knows the session by a cookie of this very host alone', async () => {
    setEnvironment({ PUBLIC_URL: 'https://pristan.example.org' })
    try {
      const inside: unknown[] = []
      const own = createEdge((req, res) => {
        inside.push(req.headers.cookie)
        res.setHeader('set-cookie', ['payload-token=abc; Path=/; Secure=true', 'payload-lng=ru; Path=/'])
        res.end('ok')
      })
      own.server.listen(0, '127.0.0.1')
      await once(own.server, 'listening')
      const url = `http://127.0.0.1:${(own.server.address() as AddressInfo).port}/api/places`
      const { headers } = await fetch(url, {
        headers: { cookie: 'payload-token=planted; __Host-payload-token=own; payload-lng=ru' },
      })
      expect(inside).toEqual(['payload-token=own; payload-lng=ru'])
      expect(headers.getSetCookie()).toEqual([
        '__Host-payload-token=abc; Path=/; Secure=true',
        'payload-lng=ru; Path=/',
      ])
      await own.drain(0)
    } finally {
      setEnvironment({ PUBLIC_URL: '' })
    }
  })

  test('keeps no socket open that asks for another protocol', async () => {
    const answers = await Promise.all(
      ['/_next/webpack-hmr', '/api/live', '/'].map((path) =>
        raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
      ),
    )
    expect(answers.map((answer) => answer.split('\r\n')[0])).toEqual(Array(3).fill('HTTP/1.1 400 Bad Request'))
    expect(edge.server.maxConnections).toBeLessThanOrEqual(2_000)
  })

  test.each(['/api/%E0%A4%A', '/api/x?q=%', '/api/x?q=%00'])('refuses the address %s', async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(seen).toEqual([])
  })

  test.each([
    ['NONSENSE\r\n\r\n', '400'],
    ['GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n', '400'],
    [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, '431'],
  ])('answers a broken request %.20j with %s', async (bytes, status) => {
    expect(await raw(bytes)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })

  test('gives every answer the id of its request', async () => {
    const given = await fetch(at('/'), { headers: { 'x-request-id': 'abc' } })
    expect(given.headers.get('x-request-id')).toBe('abc')
    const made = (await fetch(at('/'))).headers.get('x-request-id')
    expect(made).toMatch(/^[0-9a-f-]{36}$/)
    expect(seen.map(({ id }) => id)).toEqual(['abc', made])
  })

  test('speaks the language of the caller', async () => {
    const message = async (language: string) =>
      (
        (await (await fetch(at('/?q=%'), { headers: { 'accept-language': language } })).json()) as {
          errors: { message: string }[]
        }
      ).errors[0]?.message
    expect(await message('en')).toBe('The request could not be read.')
    expect(await message('ru')).toBe('Запрос не удалось прочитать.')
  })

  test('finishes what it has begun before it closes, and takes nothing new', async () => {
    slow = sleep(200)
    const agent = new http.Agent({ keepAlive: true })
    const answer = fetch(at('/slow'))
    await expect.poll(() => seen.length, { interval: 5 }).toBe(1)
    const drained = edge.drain(2000)
    await expect(fetch(at('/late'))).rejects.toThrow()
    expect(await (await answer).text()).toBe('ok')
    await drained
    agent.destroy()
    expect(seen.map(({ url }) => url)).toEqual(['/slow'])
  })

  test('cuts what does not finish in time', async () => {
    slow = sleep(5000)
    const answer = fetch(at('/slow'))
    await expect.poll(() => seen.length, { interval: 5 }).toBe(1)
    await Promise.all([expect(answer).rejects.toThrow(), edge.drain(100)])
  })
})
