import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import openapiTypescript, { astToString } from 'openapi-typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createKey } from '@/operations/integrations/createKey'
import { startApp, type App } from '../../helpers/app'
import { makeEvent, makePlace, makeService } from '../../factories/schedule'

type TenCalls = (baseUrl: string, key: string, occurrence: string) => Promise<unknown[]>

const NOW = '2026-12-01T09:00:00Z'
const folder = path.resolve('tests/client')
const schema = path.join(folder, 'schema.d.ts')
const run = promisify(execFile)

let app: App
let described: string
beforeAll(async () => {
  app = await startApp({ now: NOW })
  described = JSON.stringify((await (await app.as('anonymous')).get('/openapi.json')).body)
}, 120_000)
afterAll(async () => {
  await rm(schema, { force: true })
  await app.close()
})

test('the description passes the rules of a linter', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: described, config })
  // It warns of every example of an error, since it forbids in them what the second half of `allOf` allows.
  const told = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`)
  expect(told.slice(0, 40)).toEqual([])
})

test('a generated client type-checks, and its ten calls do what their types say', { timeout: 120_000 }, async () => {
  await writeFile(schema, astToString(await openapiTypescript(described)))
  await expect(run('npx', ['tsc', '-p', folder])).resolves.toMatchObject({ stdout: '' })

  const { key } = await createKey(app.payload, { name: 'client', scope: 'booking', by: null, now: new Date(NOW) })
  const place = await makePlace(app.pool)
  const service = await makeService(app.pool, { title: 'Первичная регистрация', registration: true })
  const line = { service, startTime: '12:00', endTime: '18:00', capacity: 2 }
  const { occurrences } = await makeEvent(app.pool, { place, dates: ['2026-12-02'], capacity: 2, lines: [line] })
  const occurrence = occurrences[0]?.[0] ?? ''
  // By a name that the main check of types does not follow: what it imports exists only now.
  const calls = path.join(folder, 'calls.ts')
  const { tenCalls } = (await import(/* @vite-ignore */ calls)) as { tenCalls: TenCalls }
  expect(await tenCalls(app.url, key, occurrence)).toEqual([
    { call: 'ready', status: 200, told: 'ok' },
    { call: 'places', status: 200, told: 'Europe/Moscow' },
    { call: 'services', status: 200, told: 1 },
    { call: 'new visitor', status: 201, told: '+79161234567' },
    { call: 'search', status: 200, told: true },
    { call: 'availability', status: 200, told: true },
    { call: 'booking', status: 201, told: 'expected' },
    { call: 'booking again', status: 409, told: 'ALREADY_BOOKED' },
    { call: 'occurrence', status: 200, told: 1 },
    { call: 'cancelling', status: 200, told: 'cancelled' },
  ])
})
