import addFormats from 'ajv-formats'
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectForCopy, digestOf, tablesOf } from '@/db/backup/tables'
import type { Description, Operation, Schema } from '@/endpoints/docs/types'
import { env } from '@/config/env'
import { chance, requestFor, type Fuzzed } from '../../factories/fuzz'
import { startApp, type App, type Who } from '../../helpers/app'
import { makeWorld } from './requests'

/** `npm run test:faults -- fuzz` sends a hundred thousand requests, `npm test` only a few. */
const LONG = process.env.FAULTS === 'long'
const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
const REQUESTS = Number(process.env.FAULTS_REQUESTS ?? (LONG ? 100_000 : 1_200))
/** The short run shares a busy machine with other tests. */
const LONGEST_MS = LONG ? 2_000 : 20_000

const READERS = ['anonymous', 'key:read', 'viewer'] as const
const WRITERS = ['key:booking', 'coordinator', 'administrator'] as const

let app: App
let api: Description
let ids: string[]
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T15:00:00Z' })
  const pixel = await sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const world = await makeWorld(await app.as('administrator'), app.url, pixel)
  ids = [...new Set(Object.values(world.ids))]
  for (const who of [...READERS, ...WRITERS]) await app.as(who)
  api = (await (await app.as('anonymous')).get<Description>('/openapi.json')).body
}, 240_000)
afterAll(() => app.close())

/** Routes that end the session of the caller, or never end themselves. */
const LEFT_OUT = [/^\/users(?:\/|$)/, /^\/live$/, /^\/oidc\//, /sign-out$/]

const operations = (): { path: string; method: string; operation: Operation }[] =>
  Object.entries(api.paths)
    .filter(([path]) => !LEFT_OUT.some((pattern) => pattern.test(path)))
    .flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })))

const ajv = new Ajv2020({ strict: false })
addFormats(ajv)
const checks = new Map<Schema, ValidateFunction>()
const fits = (schema: Schema, value: unknown): boolean => {
  const check = checks.get(schema) ?? ajv.compile({ ...schema, components: api.components })
  checks.set(schema, check)
  return check(value) === true
}

const send = async (who: Who, { method, path, body, headers }: Fuzzed) => {
  const began = performance.now()
  const response = await fetch(`${app.url}${path}`, {
    method,
    body: method === 'GET' ? undefined : body,
    headers: { ...(await app.as(who)).headers, ...headers },
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text,
    ms: performance.now() - began,
  }
}

/** What is wrong with an answer, or null. */
const wrong = (
  { path }: Fuzzed,
  operation: Operation,
  { status, type, text, ms }: Awaited<ReturnType<typeof send>>,
): string | null => {
  if (status >= 500 && status !== 503) return `answered ${status}`
  if (ms > LONGEST_MS) return `took ${Math.round(ms)} ms`
  const described = operation.responses[String(status)]
  if (!described) return `answered ${status}, which is not described: ${text.slice(0, 200)}`
  const schema = described.content?.[type.split(';')[0] ?? '']?.schema
  // With a selection of fields the answer may contain less than described.
  if (!schema || !type.includes('json') || path.includes('select[')) return null
  return fits(schema, JSON.parse(text)) ? null : `answered ${status} in another shape: ${text.slice(0, 300)}`
}

const run = async (callers: readonly Who[], count: number, seed: number): Promise<string[]> => {
  const by = chance(seed)
  const all = operations()
  const problems: string[] = []
  for (let done = 0; done < count && problems.length < 10; done += 1) {
    const { path, method, operation } = by.pick(all)
    const who = by.pick(callers)
    const request = requestFor(path, method, operation, { by, ids, hostile: 0.06 })
    const problem = wrong(request, operation, await send(who, request))
    if (problem)
      problems.push(`seed ${seed}: ${who} ${request.method} ${request.path} ${request.body?.slice(0, 400)} ${problem}`)
  }
  return problems
}

/** Tables that reads may change: the log, counts, stored answers. */
const OF_READING = /^(audit_log|counts|error_reports|idempotency_keys|payload_|person_keys|rate_limits|users_sessions)/

const everything = async (): Promise<Record<string, string>> => {
  const client = await connectForCopy(env().databaseUrl ?? '')
  try {
    const sums: Record<string, string> = {}
    for (const table of await tablesOf(client))
      if (!OF_READING.test(table.name)) sums[table.name] = (await digestOf(client, table)).sum
    // The last use of a key is recorded.
    delete sums.integrations
    return sums
  } finally {
    await client.end()
  }
}

test('readers, whatever they send, get answers as described and change nothing', { timeout: 60 * 60_000 }, async () => {
  const before = await everything()
  expect(await run(READERS, REQUESTS / 2, SEED)).toEqual([])
  expect(await everything()).toEqual(before)
})

test('writers, whatever they send, get answers as described', { timeout: 60 * 60_000 }, async () => {
  expect(await run(WRITERS, REQUESTS / 2, SEED + 1)).toEqual([])
})
