import SwaggerParser from '@apidevtools/swagger-parser'
import addFormats from 'ajv-formats'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import type { Description, Operation, Schema } from '@/endpoints/docs/types'
import { REQUESTS, makeWorld, type Request, type World } from './requests'
import { startApp, type App, type Client } from '../../helpers/app'

let app: App
let api: Description
let world: World
let anonymous: Client
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T15:00:00Z' })
  anonymous = await app.as('anonymous')
  api = (await anonymous.get<Description>('/openapi.json')).body
  const pixel = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  world = await makeWorld(await app.as('administrator'), app.url, pixel)
  const { rows } = await app.pool.query(
    `INSERT INTO messages (kind, recipient_kind, payload, status) VALUES ('test', 'volunteers', '{}', 'pending')
      RETURNING id`,
  )
  world.ids.messages = rows[0].id
  const report = await app.pool.query(
    `INSERT INTO error_reports (fingerprint, kind, place, type, first_seen_at, last_seen_at, release)
      VALUES ('f', 'job', 'sweep', 'Error', now(), now(), '1') RETURNING id`,
  )
  world.ids['error-reports'] = report.rows[0].id
})
afterAll(() => app.close())

const operations = (): { key: string; path: string; method: string; operation: Operation }[] =>
  Object.entries(api.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ key: `${method} ${path}`, path, method, operation })),
  )

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats(ajv)
const known = new Map<Schema, ValidateFunction>()
const validate = (schema: Schema, value: unknown): string[] => {
  const check = known.get(schema) ?? ajv.compile({ ...schema, components: api.components })
  known.set(schema, check)
  return check(value)
    ? []
    : (check.errors ?? []).map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`)
}

const send = async (
  method: string,
  path: string,
  { id, query, body, form, headers: own }: Request,
  headers: Record<string, string>,
) => {
  const url = `${app.url}${path.replace('{id}', id ?? world.ids.unknown ?? '')}${query ? `?${query}` : ''}`
  const sent = form ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(url, {
    method: method.toUpperCase(),
    headers: { ...headers, ...own, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: sent,
  })
  const text = await response.text()
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  return { status: response.status, type, body: (type === 'application/json' ? JSON.parse(text) : text) as unknown }
}

/** Checks that the status is described and that the body matches its schema. */
const expectDescribed = (
  key: string,
  operation: Operation,
  answer: { status: number; type: string; body: unknown },
): void => {
  const described = operation.responses[String(answer.status)]
  expect(
    Object.keys(operation.responses),
    `${key} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 500)}`,
  ).toContain(String(answer.status))
  const schema = described?.content?.[answer.type]?.schema
  if (answer.status === 204) return
  expect(Object.keys(described?.content ?? {}), `${key} ${answer.status}`).toContain(answer.type)
  expect([key, answer.status, validate(schema ?? {}, answer.body)], JSON.stringify(answer.body).slice(0, 700)).toEqual([
    key,
    answer.status,
    [],
  ])
}

test('is valid OpenAPI 3.1', async () => {
  await expect(SwaggerParser.validate(structuredClone(api) as never)).resolves.toMatchObject({
    openapi: '3.1.0',
    paths: { '/bookings': { post: {} } },
  })
})

test('every example fits its schema', () => {
  for (const { key, operation } of operations()) {
    const contents = [
      ...Object.values(operation.requestBody?.content ?? {}),
      ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content ?? {})),
    ]
    for (const { schema, example, examples } of contents) {
      for (const value of [
        ...(example === undefined ? [] : [example]),
        ...Object.values(examples ?? {}).map((one) => one.value),
      ]) {
        expect([key, validate(schema, value)]).toEqual([key, []])
      }
    }
    for (const { schema, example } of operation.parameters ?? [])
      if (example !== undefined)
        expect([key, typeof example === 'string' && schema.type !== 'string' ? [] : validate(schema, example)]).toEqual(
          [key, []],
        )
  }
})

test('every route is described, and everything described is a route', () => {
  const config = app.payload.config
  const real = [
    ...config.endpoints.map(({ method, path }) => `${method} ${path}`),
    ...config.collections
      .filter(({ slug }) => !slug.startsWith('payload-'))
      .flatMap(({ slug, endpoints }) =>
        (endpoints || []).map(({ method, path }) => `${method} /${slug}${path === '/' ? '' : path}`),
      ),
    // Each GET also answers HEAD, but only the GET is described.
  ]
    .filter((name) => !name.startsWith('head '))
    .map((name) => name.replace(/:(\w+)\??/g, '{$1}'))
  const open = new Set(real.filter((name) => !CLOSED.some((pattern) => pattern.test(name))))
  const described = new Set(operations().map(({ key }) => key))
  expect([...open].filter((name) => !described.has(name))).toEqual([])
  expect([...described].filter((name) => !real.includes(name))).toEqual([])
})

/** Routes that only the panel needs, or that always refuse. */
const CLOSED = [
  /\(\.\*\)/,
  /^delete \/[a-z-]+$/,
  /^delete \/participants\/\{id\}$/,
  /^post \/(event-days|occurrences|messages|error-reports|audit-log)$/,
  /^(patch|delete) \/(messages|error-reports|audit-log)/,
  /^patch \/media/,
  /^get \/media\/file\//,
  /^get \/media\/paste-url/,
  /^post \/[a-z-]+\/access\/\{id\}$/,
  /^get \/access$/,
  /^(get|post) \/users\/(init|forgot-password|reset-password|first-register|unlock|verify\/\{id\})$/,
  /^(get|post) \/integrations\/(init|forgot-password|reset-password|first-register|unlock|verify\/\{id\}|login|logout|me|refresh-token)$/,
]

test('every operation has a request here', () => {
  expect(Object.keys(REQUESTS).sort()).toEqual(
    operations()
      .map(({ key }) => key)
      .sort(),
  )
})

describe('real answers', () => {
  /** Routes that end the session of the caller, or redirect the browser. */
  const APART = ['post /users/logout', 'get /oidc/start', 'get /oidc/callback']

  test.each(Object.keys(REQUESTS).filter((key) => !APART.includes(key)))('%s', async (key) => {
    const found = operations().find((one) => one.key === key)
    if (!found) throw new Error('not described')
    const { method, path, operation } = found
    const request = await REQUESTS[key]?.(world)
    if (!request) throw new Error('no request')
    const good = await send(method, path, request, world.admin.headers)
    expect(good.status, JSON.stringify(good.body).slice(0, 500)).toBeLessThan(300)
    expectDescribed(key, operation, good)

    const isOpen = operation.security?.length === 0
    const nobody = await send(method, path, request, anonymous.headers)
    if (!isOpen) expect(nobody.status).toBe(401)
    expectDescribed(key, operation, nobody)
    for (const who of ['key:read', 'viewer'] as const)
      expectDescribed(
        key,
        operation,
        await send(method, path, { ...request, id: world.ids.unknown }, (await app.as(who)).headers),
      )
    if (operation.requestBody && !request.form)
      expectDescribed(
        key,
        operation,
        await send(
          method,
          path,
          {
            ...request,
            id: world.ids.unknown,
            body: {
              status: 5,
              visitor: 'x',
              ids: 1,
              name: 7,
              title: 7,
              date: 'x',
              capacity: -1,
              reason: 1,
              confirm: 'x',
              email: 1,
              firstName: 1,
              undo: 'x',
              scope: 'x',
            },
          },
          world.admin.headers,
        ),
      )
    // A stream has no error to return here, and would stay open for a quarter of an hour.
    if (method === 'get' && path !== '/docs' && path !== '/live')
      expectDescribed(
        key,
        operation,
        await send(method, path, { id: request.id, query: 'limit=-1&from=x&q=%20&depth=x' }, world.admin.headers),
      )
  })

  test.each(['get /oidc/start', 'get /oidc/callback'])(
    '%s, without a provider and with one that is not there',
    async (key) => {
      const { query = '' } = (await REQUESTS[key]?.(world)) ?? {}
      const path = key.slice(4)
      expectDescribed(key, api.paths[path]?.get as Operation, await send('get', path, { query }, {}))
      setEnvironment({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'pristan', OIDC_ROLE_MAP: 'staff=viewer' })
      const { status, headers } = await fetch(`${app.url}${path}?${query}`, { redirect: 'manual' })
      setEnvironment({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_ROLE_MAP: '' })
      expect([status, headers.get('location')?.split('?')[0]]).toEqual([303, '/admin/login'])
      expect(Object.keys(api.paths[path]?.get?.responses ?? {})).toEqual(expect.arrayContaining(['303', '404', '429']))
    },
  )

  test('post /users/logout', async () => {
    const { body } = await anonymous.post<{ token: string }>('/users/login', {
      email: 'administrator@example.org',
      password: 'correct horse battery staple',
    })
    const answer = await send('post', '/users/logout', { body: {} }, { authorization: `JWT ${body.token}` })
    expectDescribed('post /users/logout', api.paths['/users/logout']?.post as Operation, answer)
    expect(answer.status).toBe(200)
  })
})

test('the page says the rules in Russian and in English, and holds a viewer of our own under its own policy', async () => {
  for (const [language, heading] of [
    ['ru', 'API «Пристани»'],
    ['en', 'Pristan API'],
  ] as const) {
    const { body, headers } = await anonymous.get<string>('/docs', { 'accept-language': language })
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src")
    expect(body).toContain(`<html lang="${language}">`)
    expect(body).toContain(`<h1>${heading}`)
    const sources = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address = '']) => address)
    expect(sources.filter((address) => !/^\/(?!\/)/.test(address))).toEqual([])
    expect(/<script>|<script [^>]*>[^<]| on\w+=|@import|url\(/.exec(body)).toBeNull()
  }
})
