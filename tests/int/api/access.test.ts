import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSchedule } from './world'
import { codeOf, startApp, type App, type Who } from '../../helpers/app'

let app: App
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  ids = await makeSchedule(app.pool)
  await app.as('administrator')
})
afterAll(() => app.close())

const CALLERS = [
  'anonymous',
  'key:read',
  'key:booking',
  'viewer',
  'coordinator',
  'administrator',
] as const satisfies Who[]

/**
 * Statuses in the order of CALLERS. y: access granted, even if a rule then refuses; n: 403. The first is always 401.
 */
const TABLE: [method: 'get' | 'post' | 'patch' | 'delete', path: string, allowed: string, body?: object][] = [
  ['get', '/places', '.yyyyy'],
  ['get', '/places/:places', '.yyyyy'],
  ['get', '/places/count', '.yyyyy'],
  ['post', '/places', '.nnnyy', { title: 'Новое', timezone: 'Europe/Moscow' }],
  ['patch', '/places/:places', '.nnnyy', { address: 'ул. Мира' }],
  ['patch', '/places?where[id][equals]=:places', '.nnnyy', { address: 'ул. Мира, 2' }],
  ['delete', '/places/:unknown', '.nnnny'],
  ['get', '/services', '.yyyyy'],
  [
    'post',
    '/services',
    '.nnnny',
    { title: 'Чай', capacity: 3, minutes: 10, bookingWindow: { value: 7, unit: 'days' } },
  ],
  ['patch', '/services/:services', '.nnnny', { description: 'тёплая' }],
  ['delete', '/services/:unknown', '.nnnny'],
  ['get', '/events', '.yyyyy'],
  ['get', '/events/:events', '.yyyyy'],
  ['post', '/events', '.nnnyy', {}],
  ['patch', '/events/:events', '.nnnyy', { title: 'Баня' }],
  ['delete', '/events/:unknown', '.nnnyy'],
  ['get', '/event-days', '.yyyyy'],
  ['post', '/event-days', '.nnnnn', {}],
  ['patch', '/event-days/:event-days', '.nnnyy', { capacity: 11 }],
  ['get', '/occurrences', '.yyyyy'],
  ['post', '/occurrences', '.nnnnn', {}],
  ['patch', '/occurrences/:occurrences', '.nnnyy', { capacity: 6 }],
  ['delete', '/occurrences/:unknown', '.nnnyy'],
  ['get', '/visitors', '.nnyyy'],
  ['get', '/visitors/:visitors', '.nnyyy'],
  ['get', '/visitors/search?q=иванов', '.nyyyy'],
  ['get', '/visitors/:visitors/profile', '.nnyyy'],
  ['post', '/visitors', '.nynyy', { firstName: 'А' }],
  ['patch', '/visitors/:visitors', '.nnnyy', { comment: 'тихий' }],
  ['delete', '/visitors/:unknown', '.nnnny'],
  ['get', '/participants', '.nyyyy'],
  ['post', '/participants', '.nynyy', {}],
  ['patch', '/participants/:participants', '.nnnyy', { comment: 'у окна' }],
  ['post', '/participants/status', '.nnnyy', { ids: [] }],
  ['post', '/participants/:unknown/cancel', '.nynyy', {}],
  ['post', '/bookings', '.nynyy', {}],
  ['post', '/holds', '.nynyy', {}],
  ['get', '/availability?from=2026-12-01&to=2026-12-02', '.yyyyy'],
  ['get', '/volunteers', '.nnyyy'],
  ['post', '/volunteers', '.nnnny', { name: 'Вера', telegramId: '77' }],
  ['get', '/users', '.nnyyy'],
  ['post', '/users', '.nnnny', { email: 'x' }],
  ['patch', '/users/:unknown', '.nnnny', { name: 'Я' }],
  ['delete', '/users/:unknown', '.nnnny'],
  ['get', '/integrations', '.nnnny'],
  ['get', '/integrations/:integrations', '.nnnny'],
  ['post', '/integrations', '.nnnny', {}],
  ['post', '/integrations/:integrations/key', '.nnnny', {}],
  ['patch', '/integrations/:integrations', '.nnnny', { name: 'Сайт 2' }],
  ['get', '/media', '.nnnyy'],
  ['get', '/messages', '.nnnny'],
  ['get', '/audit-log', '.nnnny'],
  ['post', '/audit-log', '.nnnnn', {}],
  ['get', '/payload-migrations', '.nnnnn'],
  ['get', '/payload-preferences/x', '.nnyyy'],
  ['get', '/exports/participants?format=json', '.yyyyy'],
  ['get', '/exports/participants?columns=fullName', '.nnyyy'],
  ['get', '/exports/participants?columns=phone', '.nnnyy'],
  ['get', '/exports/participants?columns=cardNumber', '.nnyyy'],
]

const fill = (path: string): string =>
  path.replace(/:([a-z-]+)/g, (_, name: string) => ids[name] ?? '0198a000-0000-7000-8000-00000000ffff')

test.each(TABLE)('%s %s', async (method, path, allowed, body) => {
  const seen: string[] = []
  for (const who of CALLERS) {
    const client = await app.as(who)
    const answer = method === 'get' ? await client.get(fill(path)) : await client[method](fill(path), body)
    seen.push(answer.status === 401 ? '.' : answer.status === 403 ? 'n' : 'y')
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(500)
    if (answer.status === 401) expect(codeOf(answer)).toBe('UNAUTHENTICATED')
    if (answer.status === 403) expect(codeOf(answer)).toBe('FORBIDDEN')
  }
  expect(seen.join('')).toBe(allowed)
})

describe('what is never shown', () => {
  test('passwords, tokens and hashes of keys, whoever asks however', async () => {
    const admin = await app.as('administrator')
    for (const path of [
      '/users',
      `/users?select[hash]=true&select[salt]=true`,
      `/users/${admin.id}`,
      '/users/me',
      '/integrations',
      '/integrations?select[keyHash]=true&select[name]=true',
      `/integrations/${ids.integrations}`,
    ]) {
      expect(JSON.stringify((await admin.get(path)).body), path).not.toMatch(
        /"(hash|salt|keyHash|resetPasswordToken|password)"/,
      )
    }
    const key = await app.as('key:booking')
    expect(JSON.stringify((await key.get('/integrations/me')).body)).not.toMatch(/keyHash|pristan_/)
    for (const path of ['hash', 'salt', 'resetPasswordToken', 'keyHash']) {
      for (const slug of ['users', 'integrations'])
        expect((await admin.get(`/${slug}?where[${path}][like]=a`)).status).toBe(400)
    }
  })

  test('phones and comments to a viewer, not even by asking which they are', async () => {
    const viewer = await app.as('viewer')
    const { body } = await viewer.get<{ docs: Record<string, unknown>[] }>('/visitors')
    expect(body.docs[0]).toMatchObject({ phone: null, comment: null })
    expect((await viewer.get(`/visitors/${ids.visitors}`)).body).toMatchObject({
      lastName: 'Иванов',
      phone: null,
      comment: null,
    })
    expect((await viewer.get(`/visitors/${ids.visitors}?select[phone]=true&select[lastName]=true`)).body).toEqual({
      id: ids.visitors,
      lastName: 'Иванов',
    })
    for (const path of [
      '/visitors?where[phone][like]=7916',
      '/visitors?sort=phone',
      '/participants?where[visitor.phone][like]=7916',
      '/participants?where[comment][like]=окна',
      '/visitors/count?where[phone][equals]=1',
    ]) {
      expect([path, (await viewer.get(path)).status]).toEqual([path, 403])
    }
    const profile = await viewer.get<{ visitor: { phone: unknown; comment: unknown } }>(
      `/visitors/${ids.visitors}/profile`,
    )
    expect(profile.body.visitor).toMatchObject({ phone: null, comment: null })
    expect(
      (await viewer.get<{ docs: { visitor: Record<string, unknown> }[] }>('/participants?depth=2')).body.docs[0]
        ?.visitor,
    ).toMatchObject({ lastName: 'Иванов', phone: null })
  })

  test('visitors to a key through anything related', async () => {
    for (const who of ['key:read', 'key:booking'] as const) {
      const key = await app.as(who)
      expect((await key.get('/participants?where[visitor.lastName][like]=Иван')).status).toBe(403)
      expect(JSON.stringify((await key.get('/occurrences?depth=3')).body)).not.toContain('Иванов')
    }
  })
})

describe('doors that are closed to everybody', () => {
  test.each([
    ['delete', '/participants/:participants', 405],
    ['delete', '/visitors?where[id][exists]=true', 405],
    ['delete', '/places', 405],
    ['delete', '/participants?where[id][exists]=true', 405],
    ['patch', '/nope', 404],
    ['get', '/nope', 404],
    ['get', '/places/nope', 404],
    ['get', '/places/versions', 404],
    ['post', '/places/:places/duplicate', 404],
    ['post', '/places/:places', 405],
    ['delete', '/availability', 405],
    ['post', '/users/first-register', 403],
    ['get', '/constructor', 404],
    ['get', '/graphql', 404],
  ] as const)('%s %s is %i', async (method, path, status) => {
    const admin = await app.as('administrator')
    const answer = method === 'get' ? await admin.get(fill(path)) : await admin[method](fill(path))
    expect(answer.status).toBe(status)
    expect(codeOf(answer)).toBe({ 403: 'FORBIDDEN', 404: 'NOT_FOUND', 405: 'METHOD_NOT_ALLOWED' }[status])
  })

  test('a wrong method names the right ones', async () => {
    const admin = await app.as('administrator')
    expect((await admin.delete('/availability')).headers.get('allow')).toBe('GET, HEAD')
    expect((await admin.post('/visitors/0198a000-0000-7000-8000-00000000ffff/profile')).headers.get('allow')).toBe(
      'GET, HEAD',
    )
  })

  test('nobody can become the first user', async () => {
    const anonymous = await app.as('anonymous')
    expect(
      (
        await anonymous.post('/users/first-register', {
          email: 'a@b.ru',
          password: '12345678',
          name: 'А',
          role: 'administrator',
        })
      ).status,
    ).toBe(401)
  })

  test('a wrong password and an unknown account get the same answer', async () => {
    const anonymous = await app.as('anonymous')
    const answers = [
      await anonymous.post('/users/login', { email: 'administrator@example.org', password: 'wrong' }),
      await anonymous.post('/users/login', { email: 'nobody@example.org', password: 'wrong' }),
    ]
    expect(answers[0]?.body).toEqual(answers[1]?.body)
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual([
      [401, 'LOGIN_FAILED'],
      [401, 'LOGIN_FAILED'],
    ])
  })
})
