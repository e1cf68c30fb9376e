import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { sweep } from '@/operations/housekeeping/sweep'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

type Failed = {
  updates: { id: number; kind: string; volunteer: { name: string } | null; error: string; retryable: boolean }[]
  total: number
}

const NOW = '2026-11-30T09:00:00Z'
let given: Awaited<ReturnType<typeof startHarness>>
let anna: Tester
let people = 800

beforeAll(async () => {
  given = await startHarness({ now: NOW, run: inProcess })
})
afterAll(() => given.close())
beforeEach(async () => {
  given.app.setNow(NOW)
  await given.pool.query('DELETE FROM telegram_updates')
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
  await anna.says('/start')
})

/** What fails however often it is tried, until that is over. */
const broken = async (): Promise<() => Promise<void>> => {
  await given.pool.query('ALTER TABLE visitors RENAME COLUMN search_keys TO keys_away')
  return async () => void (await given.pool.query('ALTER TABLE visitors RENAME COLUMN keys_away TO search_keys'))
}
const failed = async (): Promise<Failed> =>
  (await (await given.app.as('administrator')).get<Failed>('/telegram/updates/failed')).body
const retry = async (body: object) =>
  (await given.app.as('administrator')).post<{ retried: number }>('/telegram/updates/retry', body)
const audited = async (action: string): Promise<string[]> =>
  (
    await given.pool.query<{ id: string }>('SELECT subject_id AS id FROM audit_log WHERE action = $1 ORDER BY at, id', [
      action,
    ])
  ).rows.map(({ id }) => id)

const nothingWaits = (): Promise<void> =>
  given.waitFor(
    'nothing waits',
    async () => (await given.pool.query(`SELECT 1 FROM telegram_updates WHERE status = 'pending'`)).rows.length === 0,
  )

const giveUp = async (text: string): Promise<number> => {
  const mend = await broken()
  try {
    await anna.says(text)
  } finally {
    await mend()
  }
  return (await failed()).updates[0]?.id ?? 0
}

it('what the bot gave up is told to whoever wrote it and listed for administrators, without what was said', async () => {
  const id = await giveUp('Скрытникова')
  expect(anna.messages().join()).toContain('Что-то сломалось')
  const answer = await (await given.app.as('administrator')).get<Failed>('/telegram/updates/failed')
  expect(answer.body).toMatchObject({
    total: 1,
    updates: [{ id, kind: 'text', volunteer: { name: 'Анна' }, retryable: true }],
  })
  expect(JSON.stringify(answer.body)).not.toContain('Скрытникова')
  expect(await audited('bot.updateFailed')).toContain(String(id))
})

it('tried again when the cause is gone it is answered, and the log says who asked for that', async () => {
  const id = await giveUp('Никого Нет')
  expect(await retry({ update: id })).toMatchObject({ status: 200, body: { retried: 1 } })
  await nothingWaits()
  expect(anna.screen().text).toContain('По запросу «Никого Нет» никого нет')
  expect({ left: (await failed()).total, menus: anna.menus(), log: await audited('bot.updateRetried') }).toEqual({
    left: 0,
    menus: 1,
    log: [String(id)],
  })
  expect(await retry({ update: id })).toMatchObject({ status: 404 })
})

it('tried again while the cause is still there it is given up again', async () => {
  const id = await giveUp('Никого Нет')
  const mend = await broken()
  await retry({})
  await nothingWaits()
  await mend()
  expect((await failed()).updates).toMatchObject([{ id, retryable: true }])
})

it('all are tried again at once', async () => {
  await giveUp('Раз Два')
  await giveUp('Три Четыре')
  expect(await retry({})).toMatchObject({ body: { retried: 2 } })
  await nothingWaits()
  expect((await failed()).total).toBe(0)
})

it('after three days what was said is deleted: it is still listed, and there is nothing to try again', async () => {
  const id = await giveUp('Никого Нет')
  await sweep(given.app.payload, new Date('2026-12-03T08:00:00Z'))
  expect((await failed()).updates).toMatchObject([{ id, retryable: true }])
  await sweep(given.app.payload, new Date('2026-12-03T10:00:00Z'))
  expect((await failed()).updates).toMatchObject([{ id, retryable: false }])
  expect(await retry({ update: id })).toMatchObject({
    status: 409,
    body: { errors: [{ data: { code: 'UPDATE_FORGOTTEN' } }] },
  })
  await sweep(given.app.payload, new Date('2027-01-01T09:00:00Z'))
  expect((await failed()).total).toBe(0)
})

it('nobody but administrators sees them or tries them again', async () => {
  const id = await giveUp('Никого Нет')
  for (const who of ['anonymous', 'viewer', 'coordinator', 'key:booking'] as const) {
    const client = await given.app.as(who)
    const statuses = [
      (await client.get('/telegram/updates/failed')).status,
      (await client.post('/telegram/updates/retry', { update: id })).status,
    ]
    expect([who, ...statuses]).toEqual([who, ...(who === 'anonymous' ? [401, 401] : [403, 403])])
  }
  expect((await failed()).updates[0]?.id).toBe(id)
})
