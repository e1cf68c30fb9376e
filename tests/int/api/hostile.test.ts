import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSchedule } from './world'
import { startApp, type App, type Client } from '../../helpers/app'

/** Whatever a signed-in caller sends, the answer is a 2xx or 4xx, and an error has a code. */
let app: App
let admin: Client
let ids: Record<string, string>
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  admin = await app.as('administrator')
  ids = await makeSchedule(app.pool)
})
afterAll(() => app.close())

/**
 * The part of a long table that is tried on this collection, always the same. Together the collections try everything
 * twice.
 */
const share = <Item>(items: readonly Item[], slug: string): Item[] =>
  items.filter((_, index) => index % SHARES === COLLECTIONS.indexOf(slug) % SHARES)
const SHARES = process.env.ALL_HOSTILE ? 1 : 6

const COLLECTIONS = [
  'places',
  'services',
  'events',
  'event-days',
  'occurrences',
  'visitors',
  'participants',
  'volunteers',
  'users',
  'integrations',
  'media',
  'messages',
  'audit-log',
]
const UNKNOWN = '0198a000-0000-7000-8000-00000000ffff'

const send = async (method: string, path: string, body?: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${app.url}${path}`, {
    method,
    body,
    headers: { ...admin.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
  })
  const text = await response.text()
  return { status: response.status, text }
}

const expectRefusalOrSuccess = ({ status, text }: { status: number; text: string }, what: string): void => {
  expect(status, `${what} → ${text.slice(0, 300)}`).toBeLessThan(500)
  if (status < 400) return
  const { errors } = JSON.parse(text) as { errors: { message?: string; data?: { code?: string } }[] }
  const codes = errors.map((error) => error.data?.code)
  expect(
    codes.every((code) => typeof code === 'string' && code !== 'FAILED') && codes.length > 0,
    `${what} → ${text.slice(0, 300)}`,
  ).toBe(true)
  expect(
    errors.every((error) => typeof error.message === 'string' && error.message.length > 0),
    `${what} → ${text.slice(0, 300)}`,
  ).toBe(true)
}

const QUERIES = [
  'limit=0',
  'limit=-1',
  'limit=abc',
  'limit=1e9',
  'limit=99999999999999999999',
  'limit[]=1',
  'limit=1.5',
  'page=0',
  'page=-1',
  'page=x',
  'page=999999999999999999',
  'page[a]=1',
  'depth=99',
  'depth=-1',
  'depth=x',
  'depth[]=1',
  'pagination=false',
  'draft=true',
  'trash=true',
  'locale=xx',
  'fallback-locale=xx',
  'joins[x][limit]=1',
  'joins=1',
  'data={',
  'autosave=true',
  'where=',
  'where=x',
  'where={',
  'where=[]',
  'where=null',
  'where=1',
  'where[id]=x',
  'where[id][equals]=x',
  'where[id][in]=x,y',
  'where[place][in]=null',
  'where[place][not_in]=null',
  'where[visitor][in][]=null',
  'where[services.service][in]=null',
  'where[title][in]=null',
  `where[id][in]=${UNKNOWN},x`,
  'where[id][like]=a',
  'where[id][equals][a]=b',
  'where[nope][equals]=1',
  'where[id][nope]=1',
  'where[__proto__][equals]=1',
  'where[constructor][equals]=1',
  'where[and]=1',
  'where[and][0]=1',
  'where[and][0][id][exists]=maybe',
  'where[or][0][or][0][or][0][id][exists]=true',
  'where[id][not_equals]=',
  'where[id][exists]=true',
  `where[id][equals]=${UNKNOWN}`,
  'where[createdAt][greater_than]=yesterday',
  'where[createdAt][greater_than]=2026-13-45',
  'where[createdAt][less_than]=275760-09-13',
  'where[createdAt][like]=2026',
  'where[title][like]=%25',
  "where[title][equals]=' OR 1=1 --",
  `where[title][like]=${'x'.repeat(5000)}`,
  'where[title][in]=a,b',
  'where[capacity][equals]=abc',
  'where[capacity][equals]=1e400',
  'where[capacity][equals]=1.5',
  'where[capacity][greater_than]=99999999999999999999',
  'where[capacity][like]=1',
  'where[status][equals]=nope',
  'where[status][like]=n',
  'where[visitor][equals]=x',
  'where[visitor][like]=x',
  'where[visitor.lastName][like]=а',
  'where[visitor.photo.filename][like]=а',
  'where[event.place.title][like]=а',
  'where[event.services.service.title][like]=а',
  'where[services.capacity][greater_than]=1',
  'where[password][like]=a',
  'where[hash][like]=a',
  'where[salt][like]=a',
  'where[resetPasswordToken][like]=a',
  'where[keyHash][like]=a',
  'where[sessions.id][like]=a',
  'where[recurrence.frequency][equals]=daily',
  'where[state][equals]=active',
  'where[payload][equals]=1',
  'where[changes.ids][equals]=1',
  'where[participants][near]=1,2,3',
  'where[title][all]=a',
  'sort=nope',
  'sort=-',
  'sort=,',
  'sort=-id',
  'sort[]=id&sort[]=createdAt',
  'sort[a]=b',
  'sort=state',
  'sort=services.capacity',
  'sort=hash',
  'sort=visitor.lastName',
  'sort=changes',
  'sort=createdAt,-id,title',
  'sort=__proto__',
  'select=1',
  'select[title]=true',
  'select[nope]=true',
  'select[title]=x',
  'select[a][b][c]=true',
  'select[title]=false&select[id]=true',
  'select[__proto__]=true',
  'select[hash]=true&select[salt]=true',
  'select[services][capacity]=true',
  'select[services]=false',
  'populate=1',
  'populate[nope][a]=true',
  'populate[places][title]=true&depth=1',
  'populate[visitors][phone]=true&depth=2',
  'populate[users][hash]=true&depth=2',
  'depth=2',
  'overrideAccess=true',
  'overrideLock=true',
  'showHiddenFields=true',
  'user=1',
  '_method=DELETE',
  'where[id][equals]=%00',
  'x=%ff',
]

describe.each(COLLECTIONS)('GET /%s', (slug) => {
  test('with any query', async () => {
    for (const query of share(QUERIES, slug)) {
      for (const path of [`/${slug}`, `/${slug}/count`, `/${slug}/${UNKNOWN}`])
        expectRefusalOrSuccess(await send('GET', `${path}?${query}`), `GET ${path}?${query}`)
      const override = { 'content-type': 'application/x-www-form-urlencoded', 'x-http-method-override': 'GET' }
      expectRefusalOrSuccess(await send('POST', `/${slug}`, query, override), `POST as GET /${slug}?${query}`)
    }
  })
})

const VALUES: unknown[] = [
  '',
  'x',
  0,
  -1,
  1.5,
  1e300,
  true,
  null,
  [],
  {},
  [[]],
  { a: 1 },
  ['x'],
  UNKNOWN,
  { relationTo: 'users', value: UNKNOWN },
  '2026-01-01',
  '1e400',
  'Ж'.repeat(40_000),
  '\ud800',
  { __proto__: null, $ne: 1 },
]
const BODIES = [
  '',
  '{',
  'null',
  '1',
  '"x"',
  '[]',
  '[{}]',
  '{}',
  '{"a":"\\u0000"}',
  '{"title":1e400}',
  `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  '{"id":"x"}',
  `{"id":"${UNKNOWN}"}`,
  '{"createdAt":"x","updatedAt":5}',
  '{"__proto__":{"a":1}}',
  '{"constructor":{}}',
]

describe.each(COLLECTIONS)('writing to /%s', (slug) => {
  test('with any body', async () => {
    for (const body of BODIES) {
      for (const [method, path] of [
        ['POST', `/${slug}`],
        ['PATCH', `/${slug}/${ids[slug] ?? UNKNOWN}`],
        ['PATCH', `/${slug}?where[id][in]=${ids[slug] ?? UNKNOWN}`],
        ['PATCH', `/${slug}`],
        ['DELETE', `/${slug}?where[id][exists]=true`],
        ['PUT', `/${slug}/${UNKNOWN}`],
        ['DELETE', `/${slug}/x`],
      ] as const) {
        const answer = await send(method, path, body)
        if (!isBulk(answer.text)) expectRefusalOrSuccess(answer, `${method} ${path} ${body.slice(0, 80)}`)
      }
    }
  })

  test('with any value in any field', async () => {
    const config = app.payload.collections[slug as 'events'].config
    const valid: Record<string, unknown> = (await admin.get(`/${slug}/${ids[slug] ?? UNKNOWN}`)).body as Record<
      string,
      unknown
    >
    for (const field of [...config.flattenedFields.map((one) => one.name), 'password']) {
      for (const value of share(VALUES, slug)) {
        const { id: _id, errors: _errors, createdAt: _createdAt, updatedAt: _updatedAt, ...rest } = valid
        const body = JSON.stringify({ ...rest, [field]: value, allowDuplicate: true })
        const what = `${slug} ${field} ${JSON.stringify(value)?.slice(0, 60)}`
        expectRefusalOrSuccess(await send('PATCH', `/${slug}/${UNKNOWN}`, body), `PATCH unknown ${what}`)
        expectRefusalOrSuccess(await send('POST', `/${slug}`, body), `POST ${what}`)
        if (slug !== 'users')
          expectRefusalOrSuccess(
            await send('PATCH', `/${slug}/${ids[slug] ?? UNKNOWN}`, JSON.stringify({ [field]: value })),
            `PATCH ${what}`,
          )
      }
    }
  })
})

const isBulk = (text: string): boolean => text.startsWith('{"docs":')

describe('other doors', () => {
  const LOGIN = [
    '{}',
    '{"email":1}',
    '{"email":{},"password":[]}',
    '{"email":"a@b.c","password":1}',
    '{"email":"x","password":"x"}',
    '[]',
    '{',
    '{"token":1,"password":1}',
    '{"token":{"like":"a"},"password":"x"}',
    '{"username":{}}',
  ]
  test.each([
    'login',
    'logout',
    'forgot-password',
    'reset-password',
    'refresh-token',
    'unlock',
    'first-register',
    `verify/${UNKNOWN}`,
    'verify/x',
    'me',
    'init',
    'access',
    `access/${UNKNOWN}`,
    `${UNKNOWN}/api-key/reveal`,
    'nope',
    'versions',
  ])('users/%s', async (path) => {
    for (const body of LOGIN) {
      expectRefusalOrSuccess(await send('POST', `/users/${path}`, body), `POST /users/${path} ${body}`)
      expectRefusalOrSuccess(
        await send('POST', `/users/${path}`, body, { authorization: '' }),
        `anonymous POST /users/${path} ${body}`,
      )
      expectRefusalOrSuccess(await send('POST', `/integrations/${path}`, body), `POST /integrations/${path} ${body}`)
    }
    expectRefusalOrSuccess(await send('GET', `/users/${path}`), `GET /users/${path}`)
  })

  test.each([
    '/',
    '',
    '/nope',
    '/constructor',
    '/__proto__',
    '/toString/x',
    '/hasOwnProperty',
    '/%E0%A4%A',
    '/%00',
    '/places/%2e%2e',
    '/places//',
    '/payload-jobs',
    '/payload-jobs/run',
    '/payload-migrations',
    '/payload-locked-documents',
    '/payload-preferences',
    '/payload-preferences/x',
    '/payload-kv',
    '/globals',
    '/globals/x',
    '/graphql',
    '/access',
    '/places/x/y/z',
    '/openapi',
    '/media/file/x',
    '/media/file/..%2f..%2fetc%2fpasswd',
    '/og',
  ])('path %s', async (path) => {
    for (const method of ['GET', 'POST', 'PATCH', 'PUT', 'DELETE']) {
      expectRefusalOrSuccess(await send(method, path, method === 'GET' ? undefined : '{}'), `${method} ${path}`)
      expectRefusalOrSuccess(
        await send(method, path, method === 'GET' ? undefined : '{}', { authorization: '' }),
        `anonymous ${method} ${path}`,
      )
    }
  })

  test('broken forms and headers', async () => {
    const forms: [string, string][] = [
      ['multipart/form-data', 'x'],
      ['multipart/form-data; boundary=x', 'nonsense'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n{broken\r\n--x--\r\n',
      ],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="_payload"\r\n\r\n[1]\r\n--x--\r\n',
      ],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"\r\n\r\n{"filename":"a"}\r\n--x--\r\n',
      ],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: ' +
          'image/png\r\n\r\nnot a png\r\n--x--\r\n',
      ],
      [
        'multipart/form-data; boundary=x',
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\ntorn',
      ],
      ['text/plain', '{}'],
      ['application/json; charset=utf-16', '{}'],
      ['application/x-www-form-urlencoded', 'a=1'],
      ['', '{}'],
    ]
    for (const slug of ['media', 'visitors', 'places', 'users/login', 'participants', 'events']) {
      for (const [type, body] of forms) {
        expectRefusalOrSuccess(
          await send('POST', `/${slug}`, body, { 'content-type': type }),
          `POST /${slug} ${type} ${body}`,
        )
        expectRefusalOrSuccess(
          await send('PATCH', `/${slug}/${UNKNOWN}`, body, { 'content-type': type }),
          `PATCH /${slug} ${type} ${body}`,
        )
      }
    }
    for (const authorization of [
      'JWT x',
      'JWT ',
      'Bearer x',
      'integrations API-Key',
      'integrations API-Key x',
      `integrations API-Key ${'x'.repeat(5000)}`,
      'Basic eA==',
      'users API-Key x',
    ]) {
      expect((await send('GET', '/places', undefined, { authorization })).status, authorization).toBe(401)
    }
    for (const data of ['{"limit":0}', '{"where":{"hash":{"like":"a"}}}', '[]', '{', '{"where":1}']) {
      expectRefusalOrSuccess(
        await send('POST', '/users', data, { 'x-http-method-override': 'GET' }),
        `override ${data}`,
      )
    }
    expectRefusalOrSuccess(
      await send('GET', '/places', undefined, {
        'accept-language': '*',
        cookie: 'payload-lng=constructor; payload-token=x',
      }),
      'cookies',
    )
  })
})

test('arbitrary queries and bodies', async () => {
  const path = fc.constantFrom(...COLLECTIONS)
  const key = fc.oneof(
    fc.constantFrom(
      'where',
      'sort',
      'select',
      'populate',
      'limit',
      'depth',
      'id',
      'and',
      'or',
      'title',
      'equals',
      'in',
      'like',
    ),
    fc.string({ maxLength: 8 }),
  )
  const query = fc.array(fc.tuple(fc.array(key, { minLength: 1, maxLength: 5 }), fc.string({ maxLength: 20 })), {
    maxLength: 5,
  })
  await fc.assert(
    fc.asyncProperty(path, query, fc.json({ maxDepth: 4 }), async (slug, pairs, body) => {
      const text = pairs
        .map(
          ([[first = '', ...rest], value]) =>
            [encodeURIComponent(first), ...rest.map((part) => `[${encodeURIComponent(part)}]`)].join('') +
            `=${encodeURIComponent(value)}`,
        )
        .join('&')
      expectRefusalOrSuccess(await send('GET', `/${slug}?${text}`), `GET /${slug}?${text}`)
      expectRefusalOrSuccess(await send('POST', `/${slug}`, body), `POST /${slug} ${body}`)
    }),
    { numRuns: 150 },
  )
})
