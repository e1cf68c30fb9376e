import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitor } from '../../factories/schedule'
import { codeOf, startApp, type App, type Client, type Who } from '../../helpers/app'

const NOW = '2026-12-01T09:00:00Z'
let app: App
let staff: Client
let occurrence: string
beforeAll(async () => {
  app = await startApp({ now: NOW })
  staff = await app.as('coordinator')
  const service = await makeService(app.pool)
  const made = await makeEvent(app.pool, {
    place: await makePlace(app.pool),
    dates: ['2026-12-03'],
    capacity: 10,
    lines: [{ service, startTime: '14:00', endTime: '15:00', capacity: 5 }],
  })
  occurrence = made.occurrences[0]?.[0] ?? ''
})
afterAll(() => app.close())

const send = async (
  path: string,
  { who = 'coordinator', ...init }: RequestInit & { who?: Who } = {},
): Promise<{ status: number; body: { errors?: { data: { code: string } }[] }; headers: Headers }> => {
  const response = await fetch(`${app.url}${path}`, {
    ...init,
    headers: { ...(await app.as(who)).headers, ...(init.headers as Record<string, string>) },
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : {}, headers: response.headers }
}

describe('what is sent in an odd way is a 4xx', () => {
  test.each([
    'nope.webp',
    'nope',
    `${randomUUID()}.webp`,
    'a%0d%0aERROR%20forged.webp',
    '..%2f..%2fsecret',
    '.',
    'x'.repeat(300),
    'nope.webp?prefix=x',
  ])('a photo that is not there: %s', async (name) => {
    const { status, body } = await send(`/media/file/${name}`)
    expect([status, body.errors?.[0]?.data.code]).toEqual([404, 'NOT_FOUND'])
  })

  test('a photo without a file', async () => {
    const form = new FormData()
    form.set('_payload', '{}')
    for (const body of ['{}', JSON.stringify({ url: 'http://127.0.0.1:1/x.png', filename: 'x.png' }), form]) {
      const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
      const answer = await send('/media', { method: 'POST', body, headers })
      expect([answer.status, answer.body.errors?.[0]?.data]).toEqual([
        400,
        { code: 'VALIDATION', errors: [{ path: 'file', message: expect.any(String) }] },
      ])
    }
  })

  const form = (json: string): string =>
    `--x\r\ncontent-disposition: form-data; name="_payload"\r\n\r\n${json}\r\n--x--\r\n`
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  test.each([
    ['deep JSON as text', 'text/plain', deep],
    ['deep JSON as nothing known', 'application/x-unknown', deep],
    ['deep JSON as a form', 'application/x-www-form-urlencoded', deep],
    ['a form with a deep value', 'application/x-www-form-urlencoded', `a${'[b]'.repeat(5_000)}=1`],
    ['text that is no JSON', 'text/plain', 'a'],
    ['a form in parts', 'multipart/form-data; boundary=x', form('{}')],
    ['a form in parts with a NUL', 'multipart/form-data; boundary=x', form('{"lastName":"a\\u0000","firstName":"bb"}')],
    ['a form in parts with a deep value', 'multipart/form-data; boundary=x', form(deep)],
    ['a form in parts without a boundary', 'multipart/form-data', 'x'],
    ['a form that ends in the middle', 'multipart/form-data; boundary=x', '--x\r\ncontent-disp'],
  ])('%s, with a key for repeating and without', async (_, type, body) => {
    for (const path of ['/visitors', '/places', '/bookings', '/events', '/holds', '/users/login', '/visitors/x'])
      for (const key of [{}, { 'idempotency-key': randomUUID() }] as Record<string, string>[]) {
        const { status } = await send(path, { method: 'POST', body, headers: { 'content-type': type, ...key } })
        expect([path, key, status >= 400 && status < 500 ? 'refused' : status]).toEqual([path, key, 'refused'])
      }
  })

  test('a filter of a hundred thousand empty groups', async () => {
    const where = JSON.stringify({ or: Array.from({ length: 100_000 }, () => ({})) })
    const began = performance.now()
    const { status } = await send('/visitors', {
      method: 'POST',
      body: `where=${where}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-http-method-override': 'GET' },
    })
    expect(status).toBe(400)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

describe('what is about people', () => {
  test('is kept by nobody but the browser that asked, and a photo by no one in between', async () => {
    const visitor = await makeVisitor(app.pool)
    for (const path of [
      '/users/me',
      '/visitors',
      `/visitors/${visitor}`,
      `/visitors/${visitor}/profile`,
      '/visitors/search?q=иванов',
      '/participants',
      '/volunteers',
      `/occurrences/${occurrence}/participants`,
      '/visitors/nothing',
    ])
      expect([path, (await send(path)).headers.get('cache-control')]).toEqual([path, 'no-store'])
    expect((await send('/places')).headers.get('cache-control')).toBe('private, no-cache')
  })

  test('why somebody was cancelled is not for viewers', async () => {
    const booked = await staff.post<{ participants: { id: string }[] }>('/bookings', {
      visitor: await makeVisitor(app.pool),
      occurrence,
    })
    const id = booked.body.participants[0]?.id
    await staff.post(`/participants/${id}/cancel`, { reason: 'в больнице' })
    const viewer = await app.as('viewer')
    expect((await staff.get(`/participants/${id}`)).body).toMatchObject({ cancelReason: 'в больнице' })
    expect((await viewer.get(`/participants/${id}`)).body).toMatchObject({ id, cancelReason: null })
    expect((await viewer.get('/participants?where[cancelReason][contains]=a')).status).toBe(403)
  })

  test('a phone is not found out digit by digit', async () => {
    const phone = '+79162341278'
    const visitor = await makeVisitor(app.pool, { lastName: 'Неизвестнов' })
    await app.pool.query('DELETE FROM visitors WHERE id = $1', [visitor])
    const made = await staff.post<{ doc: { id: string } }>('/visitors', {
      lastName: 'Неизвестнов',
      firstName: 'Олег',
      phone,
    })
    const found = async (who: Who, q: string): Promise<boolean> => {
      const { body } = await (
        await app.as(who)
      ).get<{ docs: { id: string }[] }>(`/visitors/search?q=${encodeURIComponent(q)}&limit=50`)
      return body.docs.some(({ id }) => id === made.body.doc.id)
    }
    const parts = ['1278', '2341278', '9162341', '79162341', '916 234-12-7', '+7 916 234 12']
    const whole = [phone, '8 (916) 234-12-78', 'Олег 89162341278']
    expect(await Promise.all(['Неизвестнов', ...whole].map((q) => found('coordinator', q)))).toEqual(
      Array(4).fill(true),
    )
    expect(await found('coordinator', '2341278')).toBe(true)
    for (const who of ['viewer', 'key:booking'] as const) {
      expect([who, await found(who, 'Неизвестнов')]).toEqual([who, true])
      for (const q of parts) expect([who, q, await found(who, q)]).toEqual([who, q, false])
    }
    expect(await Promise.all(whole.slice(0, 2).map((q) => found('viewer', q)))).toEqual([false, false])
    expect(await Promise.all(whole.slice(0, 2).map((q) => found('key:booking', q)))).toEqual([true, true])
  })

  test('a kept answer is not given again to somebody who may see less by now', async () => {
    await app.as('administrator')
    const email = `${randomUUID()}@example.org`
    const user = await app.payload.create({
      collection: 'users',
      data: { email, password: 'correct horse battery staple', name: 'К', role: 'administrator' },
    })
    const signIn = async () => {
      const { token } = await app.payload.login({
        collection: 'users',
        data: { email, password: 'correct horse battery staple' },
      })
      return { authorization: `JWT ${token}`, 'content-type': 'application/json', 'idempotency-key': 'the same' }
    }
    const ask = async (headers: Record<string, string>, path: string, body: unknown) => {
      const response = await fetch(`${app.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: response.status, text: await response.text() }
    }
    const person = { lastName: 'Звонарёв', firstName: 'Илья', phone: '+79162341299' }
    const first = await ask(await signIn(), '/visitors', person)
    expect([first.status, first.text.includes('79162341299')]).toEqual([201, true])
    expect((await ask(await signIn(), '/visitors', person)).text).toBe(first.text)
    for (const [role, status] of [
      ['coordinator', 409],
      ['viewer', 403],
    ] as const) {
      await app.payload.update({ collection: 'users', id: user.id, data: { role } })
      const again = await ask(await signIn(), '/visitors', person)
      expect([role, again.status, again.text.includes('79162341299')]).toEqual([role, status, false])
    }
  })
})

describe('what the panel reads in the name of a user', () => {
  const reading = async (who: 'viewer' | 'coordinator', collection: string, more: Record<string, unknown>) => {
    const user = {
      ...(await app.payload.findByID({ collection: 'users', id: (await app.as(who)).id })),
      collection: 'users',
    }
    return app.payload.find({ collection, overrideAccess: false, user, ...more } as never)
  }

  test('is no more than a page', async () => {
    await app.pool.query(
      `INSERT INTO visitors (last_name, first_name, full_name, status, card_number)
        SELECT 'Много', 'Их', 'Много Их', 'registered', 'M' || n FROM generate_series(1, 250) n`,
    )
    for (const more of [{ limit: 0 }, { limit: 100_000 }, { pagination: false }])
      expect((await reading('viewer', 'visitors', more)).docs).toHaveLength(200)
  })

  test.each([
    ['a number that fits no column', 'visitors', { where: { birthYear: { equals: 1e20 } } }],
    ['a phone', 'visitors', { where: { phone: { contains: '9' } } }],
    ['an order by what may not be read', 'visitors', { sort: 'phone' }],
    ["Payload's own rows", 'payload-migrations', {}],
    ["Payload's own store", 'payload-kv', {}],
  ])('is refused as over the API: %s', async (_, collection, more) => {
    await expect(reading('viewer', collection, more)).rejects.toMatchObject({
      status: expect.toSatisfy((status: number) => status === 400 || status === 403),
    })
  })

  test('finds by the fields that a viewer may read when it searches in several', async () => {
    const where = { or: ['fullName', 'cardNumber', 'phone'].map((field) => ({ [field]: { like: 'Много' } })) }
    expect((await reading('viewer', 'visitors', { where })).totalDocs).toBe(250)
    expect((await reading('coordinator', 'visitors', { where })).totalDocs).toBe(250)
  })
})

test('codes are those of the contract', async () => {
  expect(codeOf(await staff.get('/visitors?limit=x'))).toBe('VALIDATION')
})
