import { once } from 'node:events'
import http, { type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import zlib from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEdge, type Edge } from './edge'
import { sendAnswer } from './sendAnswer'

let edge: Edge
let port: number
let answer: () => Response

beforeEach(async () => {
  edge = createEdge((req, res) => sendAnswer(req, res, answer()))
  edge.server.listen(0, '127.0.0.1')
  await once(edge.server, 'listening')
  port = (edge.server.address() as AddressInfo).port
})
afterEach(() => edge.drain(0))

/** A plain request, because HTTP libraries decompress by themselves. */
const ask = async (
  headers: Record<string, string> = {},
  method = 'GET',
  path = '/api/places',
): Promise<IncomingMessage> => {
  const request = http.request({ port, host: '127.0.0.1', path, method, headers })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}
const bodyOf = async (response: IncomingMessage): Promise<Buffer> => {
  const pieces: Buffer[] = []
  for await (const piece of response) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
const read = async (headers?: Record<string, string>, method?: string, path?: string) => {
  const response = await ask(headers, method, path)
  return { status: response.statusCode, headers: response.headers, body: await bodyOf(response) }
}

const people = { docs: Array.from({ length: 50 }, (_, card) => ({ card, fullName: 'Иванов Иван Иванович' })) }
const json = (value: unknown, headers: Record<string, string> = {}, status = 200) =>
  Response.json(value, { headers, status })
const UNPACK = { br: zlib.brotliDecompressSync, gzip: zlib.gunzipSync }

describe('an answer over a kilobyte', () => {
  test.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'br;q=0.5, gzip;q=0.8'],
    ['gzip', 'br;q=0, *'],
    ['br', '*'],
  ] as const)('is sent as %s to who takes %s', async (coding, accepted) => {
    answer = () => json(people)
    const { headers, body } = await read({ 'accept-encoding': accepted })
    expect(headers['content-encoding']).toBe(coding)
    expect(headers['content-length']).toBe(String(body.length))
    expect(headers.vary).toBe('Accept-Encoding')
    expect(JSON.parse(UNPACK[coding](body).toString())).toEqual(people)
    expect(body.length).toBeLessThan(JSON.stringify(people).length / 3)
  })

  test.each(['', 'identity', 'br;q=0, gzip;q=0', 'gzip;q=0.1, identity', 'zstd'])(
    'is sent as it is to who takes %j',
    async (accepted) => {
      answer = () => json(people)
      const { headers, body } = await read(accepted === '' ? {} : { 'accept-encoding': accepted })
      expect([headers['content-encoding'], headers.vary]).toEqual([undefined, 'Accept-Encoding'])
      expect(JSON.parse(body.toString())).toEqual(people)
    },
  )

  test('is compressed off the main thread when it is long', async () => {
    const many = { docs: Array.from({ length: 3_000 }, (_, card) => ({ card, fullName: 'Иванов Иван Иванович' })) }
    answer = () => json(many)
    for (const coding of ['br', 'gzip'] as const) {
      const { body } = await read({ 'accept-encoding': coding })
      expect(JSON.parse(UNPACK[coding](body).toString())).toEqual(many)
    }
  })
})

describe('an answer that is not compressed', () => {
  const long = 'a'.repeat(5_000)
  test.each([
    ['a short one', () => json({ status: 'ok' })],
    ['an Excel file', () => typed('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')],
    ['a photo', () => typed('image/webp')],
    ['one that is compressed already', () => typed('application/json', { 'content-encoding': 'gzip' })],
    ['one that nobody may change', () => typed('text/plain', { 'cache-control': 'no-transform' })],
    ['a stream of events', () => typed('text/event-stream; charset=utf-8')],
  ])('%s', async (_, given) => {
    answer = given
    const before = given().headers.get('content-encoding') ?? undefined
    expect((await read({ 'accept-encoding': 'br, gzip' })).headers['content-encoding']).toBe(before)
  })
  const typed = (type: string, headers: Record<string, string> = {}) =>
    new Response(long, { headers: { 'content-type': type, ...headers } })
})

describe('a list that is read again', () => {
  test('is sent again only when it has changed, however it was compressed', async () => {
    answer = () => json(people)
    const plain = await read()
    const { etag = '' } = plain.headers
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/)
    const packed = await read({ 'accept-encoding': 'br' })
    expect(packed.headers.etag).toBe(etag)
    const again = await read({ 'accept-encoding': 'gzip', 'if-none-match': `"other", ${etag}` })
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag])
    expect([again.headers['cache-control'], again.headers.vary]).toEqual(['private, no-cache', 'Accept-Encoding'])
    expect(again.headers['content-type']).toBeUndefined()

    answer = () => json({ docs: people.docs.slice(1) })
    const changed = await read({ 'if-none-match': etag })
    expect([changed.status, changed.headers.etag === etag]).toEqual([200, false])
  })

  test.each([
    ['nobody may keep', () => json(people, { 'cache-control': 'no-store' }), 'GET'],
    ['sets a cookie', () => json(people, { 'set-cookie': 'a=b' }), 'GET'],
    ['refuses', () => json(people, {}, 404), 'GET'],
    ['follows a write', () => json(people), 'POST'],
  ])('has no tag when it is an answer that %s', async (_, given, method) => {
    answer = given
    const { headers, status } = await read({ 'if-none-match': '*' }, method)
    expect([headers.etag, status]).toEqual([undefined, given().status])
  })

  test('is for the one who asked alone, and kept nowhere when it is about people', async () => {
    const keeping = async (path: string) => (await read({}, 'GET', path)).headers['cache-control']
    answer = () => json(people)
    expect(await keeping('/api/places?limit=5')).toBe('private, no-cache')
    for (const path of ['/api/visitors', '/api/users/me', '/api/occurrences/5/participants', '/api/anything/new'])
      expect([path, await keeping(path)]).toEqual([path, 'no-store'])
    answer = () => new Response('photo', { headers: { 'content-type': 'image/webp' } })
    expect(await keeping('/api/media/file/5.webp')).toBe('private')
    answer = () => json(people, { 'cache-control': 'no-store' })
    expect(await keeping('/api/places')).toBe('no-store')
  })
})

describe('a stream', () => {
  test.each([undefined, 'gzip', 'br'] as const)('leaves piece by piece (%s)', async (coding) => {
    let goOn = (): void => undefined
    const heard = new Promise<void>((resolve) => (goOn = resolve))
    answer = () => {
      const pieces = ['first', 'second']
      const stream = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            const piece = pieces.shift()
            if (piece === 'second') await heard
            if (piece === undefined) controller.close()
            else controller.enqueue(Buffer.from(piece))
          },
        },
        { highWaterMark: 0 },
      )
      return new Response(stream, { headers: { 'content-type': 'text/html' } })
    }
    const response = await ask(coding ? { 'accept-encoding': coding } : {})
    expect(response.headers['content-encoding']).toBe(coding)
    const unpacked = coding
      ? response.pipe(coding === 'br' ? zlib.createBrotliDecompress() : zlib.createGunzip())
      : response
    const texts: string[] = []
    for await (const piece of unpacked) {
      texts.push(String(piece))
      goOn()
    }
    expect(texts).toEqual(['first', 'second'])
  })

  test('is not read faster than the client reads it, and is left with the client', async () => {
    let [made, left] = [0, false]
    answer = () =>
      new Response(
        new ReadableStream<Uint8Array>(
          {
            pull: (controller) => {
              made += 1
              controller.enqueue(new Uint8Array(64_000))
            },
            cancel: () => void (left = true),
          },
          { highWaterMark: 0 },
        ),
        { headers: { 'content-type': 'application/octet-stream' } },
      )
    const response = await ask()
    let before = -1
    await expect
      .poll(() => {
        const stands = made === before
        before = made
        return stands
      })
      .toBe(true)
    expect(made).toBeLessThan(200)
    response.destroy()
    await expect.poll(() => left).toBe(true)
  })

  test('that waits is left with the client, too', async () => {
    let left = false
    answer = () =>
      new Response(
        new ReadableStream<Uint8Array>({
          start: (controller) => controller.enqueue(Buffer.from('retry: 1000\n\n')),
          cancel: () => void (left = true),
        }),
        { headers: { 'content-type': 'text/event-stream' } },
      )
    const response = await ask()
    await once(response, 'data')
    response.destroy()
    await expect.poll(() => left).toBe(true)
  })

  test('that breaks is cut, and answered with 500 when nothing of it was sent', async () => {
    const breaking = (pieces: number) => () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            if (pieces-- > 0) controller.enqueue(Buffer.from('piece'))
            else controller.error(new Error('broken'))
          },
        }),
      )
    answer = breaking(0)
    expect((await read()).status).toBe(500)
    answer = breaking(2)
    await expect(read()).rejects.toThrow()
  })
})
