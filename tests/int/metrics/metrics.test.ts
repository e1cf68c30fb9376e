import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { env, setEnvironment } from '@/config/env'
import { tryAdvisoryLock } from '@/db/advisoryLock'
import { makeEvent, makePlace, makeService, makeVisitors } from '../../factories/schedule'
import { startApp, type App } from '../../helpers/app'

const TOKEN = 'a-token-for-prometheus'
let app: App
beforeAll(async () => {
  app = await startApp({ now: '2026-12-01T09:00:00Z' })
  setEnvironment({ METRICS_TOKEN: TOKEN })
})
afterAll(() => app.close())

const read = async (): Promise<string> => {
  const response = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(response.status).toBe(200)
  return response.text()
}

test('answers a Prometheus with the token and administrators, and nobody else', async () => {
  const statuses = await Promise.all(
    (['anonymous', 'coordinator', 'key:read', 'administrator'] as const).map(
      async (who) => (await (await app.as(who)).get('/metrics')).status,
    ),
  )
  expect(statuses).toEqual([401, 403, 403, 200])
  expect(
    (await fetch(`${app.url}/metrics`, { headers: { authorization: 'Bearer another-token-of-that-length' } })).status,
  ).toBe(401)
  expect(await read()).toContain('pristan_database_connections')
})

test('counts a booking, a refusal and the age of what waits, by patterns and codes, without a name or an id', async () => {
  const [place, service, visitors] = [
    await makePlace(app.pool),
    await makeService(app.pool),
    await makeVisitors(app.pool, 2),
  ]
  const made = await makeEvent(app.pool, {
    place,
    dates: ['2026-12-02'],
    capacity: 1,
    lines: [{ service, startTime: '12:00', endTime: '12:30', capacity: 1 }],
  })
  const occurrence = made.occurrences[0]?.[0]
  const staff = await app.as('coordinator')
  expect((await staff.post('/bookings', { visitor: visitors[0], occurrence })).status).toBe(201)
  expect((await staff.post('/bookings', { visitor: visitors[1], occurrence })).status).toBe(409)
  await staff.get('/visitors/search?q=Скрытников')
  await app.pool.query(
    `INSERT INTO messages (kind, recipient_kind, payload, status, created_at)
      VALUES ('reminder', 'volunteers', '{}', 'pending', '2026-12-01T08:59:00Z')`,
  )
  await app.pool.query(
    `INSERT INTO payload_kv (id, key, data) VALUES (gen_random_uuid(), 'backup', '{"at": "2026-12-01T08:00:00Z"}')`,
  )
  const text = await read()
  expect(text).toMatch(/^pristan_bookings_total\{source="api"\} 1$/m)
  expect(text).toMatch(/^pristan_refusals_total\{code="OCCURRENCE_FULL"\} 1$/m)
  expect(text).toMatch(/^pristan_request_seconds_count\{method="post",route="\/bookings",status="409"\} 1$/m)
  expect(text).toMatch(/^pristan_messages_oldest_seconds 60$/m)
  expect(text).toMatch(/^pristan_backup_age_seconds 3600$/m)
  expect(text).toMatch(/^pristan_backup_last_success_timestamp_seconds 1796112000$/m)
  expect(text).toMatch(/^pristan_backup_failed 0$/m)
  expect(text).not.toMatch(/Скрытников|%D0/i)
  expect(text).not.toContain(visitors[0])
})

test('says whether the worker has its place, of the bot only where there is one, and tells faults from 0 on', async () => {
  expect(await read()).toMatch(/^pristan_running\{process="worker"\} 0$/m)
  const place = await tryAdvisoryLock(env().databaseUrl ?? '', 'worker')
  const text = await read()
  expect(text).toMatch(/^pristan_running\{process="worker"\} 1$/m)
  expect(text).not.toContain('process="bot"')
  expect(text).toMatch(/^pristan_faults_total\{route="\/bookings"\} 0$/m)
  await place?.release()
  expect(await read()).toMatch(/^pristan_running\{process="worker"\} 0$/m)
})

test('has every figure that the alerts and the dashboard name', async () => {
  const known = new Set(
    [...(await read()).matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name, type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  )
  const dashboard = JSON.parse(readFileSync('docs/grafana/pristan.json', 'utf8')) as {
    panels: { title: string; targets: { expr: string }[] }[]
  }
  const alerts = readFileSync('docs/prometheus/alerts.yml', 'utf8')
  const expressions = [
    ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...[...alerts.matchAll(/^\s+expr: (.+)$/gm)].map(([, expr]) => expr ?? ''),
  ]
  const named = new Set(expressions.flatMap((expr) => expr.match(/\b(?:pristan|process|nodejs)_\w+/g) ?? []))
  expect(named.size).toBeGreaterThan(6)
  expect([...named].filter((name) => !known.has(name))).toEqual([])
})

test('has alerts that fire when they should and figures that are named well, says promtool where there is one', async () => {
  if (spawnSync('promtool', ['--version']).status !== 0) {
    console.log('promtool is not on the PATH: the alerts were not tried by it')
    return
  }
  const promtool = (args: string[], input = ''): string =>
    execFileSync('promtool', args, { input, encoding: 'utf8', stdio: 'pipe' })
  promtool(['check', 'config', '--syntax-only', 'docs/prometheus/prometheus.yml'])
  promtool(['check', 'rules', 'docs/prometheus/alerts.yml'])
  promtool(['test', 'rules', 'docs/prometheus/alerts.test.yml'])
  // Leaves out prom-client's own metrics of Node.
  const ours = (await read())
    .split('\n')
    .filter((line) => !/^(?:# \w+ )?nodejs_/.test(line))
    .join('\n')
  promtool(['check', 'metrics'], ours)
})
