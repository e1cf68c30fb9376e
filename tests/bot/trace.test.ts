import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createBot } from '@/bot/createBot'
import { dispatch } from '@/bot/dispatch'
import { setEnvironment } from '@/config/env'
import { telegramClient } from '@/notifications/telegram/client'
import { CHAT, SECRET } from './harness'
import { makeWorld, type World } from './messages-world'

const MARKED = /Метин|Мечен|Marked|\+7 ?916|9164445566|444-55-66|шёпот/

let world: World
let event: string
let lines: Record<string, unknown>[]
beforeAll(async () => {
  world = await makeWorld({ at: '2026-11-20T09:00:00Z', limits: false })
  setEnvironment({ LOG_FORMAT: 'json' })
  event = (
    await world.events.create({
      type: 'oneOff',
      date: '2026-11-24',
      rrule: undefined,
      title: 'Стирка',
      services: [{ service: world.events.service, startTime: '10:00', endTime: '12:00', capacity: 20 }],
      capacity: 40,
    })
  ).id
})
afterAll(async () => {
  setEnvironment({ LOG_FORMAT: '' })
  await world.close()
})
beforeEach(() => {
  lines = []
  vi.spyOn(console, 'log').mockImplementation(
    (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  )
})
afterEach(() => vi.restoreAllMocks())

const of = (requestId: string) => lines.filter((line) => line.requestId === requestId)
const column = async (text: string, values: unknown[] = []): Promise<unknown[]> =>
  (await world.pool.query<{ value: unknown }>(text, values)).rows.map(({ value }) => value)

test('the id of a request is in its answer, its line, the audit log, its kept answer, its messages and in the line of their sending', async () => {
  const vera = await world.volunteer('Меченова')
  const [{ id: occurrence } = { id: '' }] = await world.occurrences(event)
  await world.books(vera.volunteer, await world.visitor('Метин'), occurrence)
  await world.forget()
  const { admin } = world.events
  const cancelled = await admin.post(
    `/occurrences/${occurrence}/cancel`,
    { reason: 'шёпот', confirm: true },
    { 'x-request-id': 'door-7' },
  )
  expect([cancelled.status, cancelled.headers.get('x-request-id')]).toEqual([200, 'door-7'])
  await world.work()

  await expect
    .poll(() => of('door-7').map(({ msg }) => msg))
    .toEqual(['post /occurrences/:id/cancel answered 200', 'message bookingsCancelled: sent'])
  expect(of('door-7')[0]).toMatchObject({
    level: 'info',
    process: 'command',
    method: 'POST',
    route: 'post /occurrences/:id/cancel',
    status: 200,
    ms: expect.any(Number),
    time: expect.stringMatching(/^2\d{3}-.+Z$/),
  })
  expect(of('door-7')[1]).toMatchObject({ kind: 'bookingsCancelled', channel: 'telegram', outcome: 'sent' })
  expect(await column(`SELECT request_id AS value FROM messages`)).toEqual(['door-7'])
  expect(
    await column(
      `SELECT DISTINCT request_id AS value FROM audit_log WHERE action LIKE 'occurrence.%'
        OR action = 'participant.cancelled'`,
    ),
  ).toEqual(['door-7'])
  expect(JSON.stringify(lines)).not.toMatch(MARKED)
})

test('a repeated request says which one its answer is from', async () => {
  const { admin } = world.events
  const send = (id: string) =>
    admin.post(
      '/visitors',
      { lastName: 'Меченый', firstName: 'Лука', phone: '+7 916 444-55-66' },
      { 'x-request-id': id, 'idempotency-key': 'one' },
    )
  expect([(await send('first')).status, (await send('second')).status]).toEqual([201, 201])
  expect(await column(`SELECT request_id AS value FROM idempotency_keys WHERE key = 'one'`)).toEqual(['first'])
  await expect.poll(() => of('second')[0]).toMatchObject({ route: 'post /visitors', status: 201, replayOf: 'first' })
  expect(JSON.stringify(lines)).not.toMatch(MARKED)
})

test('a refusal is a line with its code and the pattern of its route; an id that could break a log is replaced', async () => {
  const { admin } = world.events
  const refused = await admin.get('/visitors/0198a000-0000-7000-8000-00000000ffff?where[fullName][like]=Marked', {
    'x-request-id': '{"x":"Меченый"}'.replace(/[^\x20-\x7e]/g, 'x'),
  })
  const id = refused.headers.get('x-request-id') ?? ''
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  await expect.poll(() => of(id)[0]).toMatchObject({ route: 'get /visitors/:id', status: 404, code: 'NOT_FOUND' })
  await admin.get('/visitors/search?q=Marked', { 'x-request-id': 'search' })
  await expect.poll(() => of('search')[0]).toMatchObject({ route: 'get /visitors/search', status: 200 })
  expect(JSON.stringify(lines)).not.toMatch(MARKED)
})

test('what Telegram says is handled under the id of the request that brought it', async () => {
  const nobody = await world.app.as('anonymous')
  const update = {
    update_id: 77,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 12, type: 'private' },
      from: { id: 12, is_bot: false, first_name: 'Меченова' },
      text: 'шёпот +7 916 444-55-66',
    },
  }
  world.person({ id: 12, name: 'Меченова', member: true })
  setEnvironment({ TELEGRAM_BOT_TOKEN: world.api.token })
  expect(
    (
      await nobody.post('/telegram/webhook', update, {
        'x-telegram-bot-api-secret-token': SECRET,
        'x-request-id': 'hook-9',
      })
    ).status,
  ).toBe(200)
  const { token, url: apiRoot } = world.api
  const deps = {
    payload: world.app.payload,
    telegram: telegramClient({ token, apiRoot, urgency: 'reply' }),
    now: () => new Date(),
    config: { token, apiRoot, proxy: undefined, volunteersChat: String(CHAT) },
    log: () => undefined,
  }
  const stop = new AbortController()
  const running = dispatch(createBot(deps), deps, { stop: stop.signal, pollMs: 20, retryMs: 20 })
  await expect
    .poll(() => of('hook-9').map(({ msg }) => msg), { timeout: 15_000 })
    .toEqual(expect.arrayContaining(['update handled', 'post /telegram/webhook answered 200']))
  stop.abort()
  await running
  expect(JSON.stringify(lines)).not.toMatch(MARKED)
})
