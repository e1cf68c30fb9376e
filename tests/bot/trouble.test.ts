import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { runBot } from '@/bot/run'
import { setEnvironment } from '@/config/env'
import { BOT_TROUBLES } from '@/domain/bot/trouble'
import { CHAT, SECRET, startHarness } from './harness'

const PUBLIC = 'https://pristan.example.org'
const METRICS = 'a-token-for-prometheus'
const NOW = '2026-11-30T09:00:00Z'
let given: Awaited<ReturnType<typeof startHarness>>
let people = 1_500

beforeAll(async () => {
  given = await startHarness({
    now: NOW,
    environment: { TELEGRAM_WEBHOOK_SECRET: SECRET, METRICS_TOKEN: METRICS },
    run: async ({ app }) => {
      const stop = new AbortController()
      const running = runBot(app.payload, {
        stop: stop.signal,
        log: () => undefined,
        pollMs: 20,
        retryMs: 20,
        webhookMs: 50,
        chatMs: 50,
      })
      return async () => {
        stop.abort()
        await running
      }
    },
  })
  given.api.host(PUBLIC, new URL(given.app.url).origin)
})
afterAll(() => given.close())
beforeEach(() => given.app.setNow(NOW))
afterEach(async () => {
  given.api.faults.clear()
  await given.waitFor('all is well again', async () => (await troubles()).length === 0)
})

type Trouble = { kind: string; since: string }
/** As the home screen says it to whoever is signed in. */
const troubles = async (): Promise<string[]> => {
  const { body } = await (await given.app.as('viewer')).get<{ attention: { bot: Trouble[] } }>('/today')
  return body.attention.bot.map(({ kind }) => kind)
}
const told = (kind: string): Promise<void> =>
  given.waitFor(`${kind} is told`, async () => (await troubles()).includes(kind))

const figures = async (): Promise<{ silent: number; wrong: string[] }> => {
  const response = await fetch(`${given.app.url}/metrics`, { headers: { authorization: `Bearer ${METRICS}` } })
  const text = await response.text()
  expect([...text.matchAll(/^pristan_bot_trouble\{kind="(\w+)"\} \d$/gm)].map(([, kind]) => kind)).toEqual([
    ...BOT_TROUBLES,
  ])
  return {
    silent: Number(/^pristan_bot_silent_seconds (\S+)$/m.exec(text)?.[1]),
    wrong: [...text.matchAll(/^pristan_bot_trouble\{kind="(\w+)"\} 1$/gm)].map(([, kind]) => kind ?? ''),
  }
}

const someone = () => given.person({ id: (people += 1), name: 'Анна', member: true })

it('a bot that polls is in no trouble', async () => {
  await given.waitFor(
    'it has polled',
    async () => (await given.pool.query('SELECT heard_at FROM bot_watch WHERE heard_at IS NOT NULL')).rows.length > 0,
  )
  expect({ troubles: await troubles(), ...(await figures()) }).toEqual({ troubles: [], silent: 0, wrong: [] })
})

it.each([
  ['a revoked token', 'token', 'unauthorized'],
  ['a second instance that polls', 'conflict', 'conflict'],
] as const)('%s is told at once, and no longer when it is over', async (_what, kind, fault) => {
  const over = given.api.faults.add({ method: 'getUpdates', fault: { kind: fault }, times: 100_000 })
  await someone().telegram.says('/start')
  await told(kind)
  expect((await figures()).wrong).toEqual([kind])
  over()
})

it('silence is told after two minutes, not after one', async () => {
  await given.stopBot()
  given.app.setNow('2026-11-30T09:01:50Z')
  expect(await troubles()).toEqual([])
  given.app.setNow('2026-11-30T09:02:20Z')
  expect({ troubles: await troubles(), ...(await figures()) }).toEqual({
    troubles: ['silent'],
    silent: 140,
    wrong: ['silent'],
  })
  await given.startBot()
})

it('put out of the volunteers’ chat: told at once, volunteers read what is so, and taken in again all is well', async () => {
  const [known, stranger] = [someone(), someone()]
  await known.says('/start')
  await known.taps('➕ Новый посетитель')
  await known.says('Петрова Дарья')
  await known.taps('Пропустить')
  given.group.hasBot(false)
  await told('chatRemoved')
  given.app.setNow('2026-11-30T09:01:30Z')
  await known.taps(/согласен/)
  expect(known.screen().text).toMatch(/потерял из виду чат волонтёров[\s\S]*записывать подождём/)
  await stranger.says('/start')
  expect(stranger.messages().at(-1)).toMatch(/потерял из виду чат волонтёров/)
  expect([known.chat(), stranger.chat()].join()).not.toContain('не отвечает')
  given.group.hasBot(true)
  await given.waitFor('it is back', async () => !(await troubles()).includes('chatRemoved'))
  await known.taps(/согласен/)
  expect((await given.pool.query('SELECT 1 FROM visitors')).rows).toHaveLength(1)
})

it('a chat that Telegram does not know is told as such', async () => {
  const { chats } = given.api.chats
  const chat = chats.get(CHAT)
  if (!chat) throw new Error('no chat')
  chats.delete(CHAT)
  await told('chatNotFound')
  chats.set(CHAT, chat)
})

it('what was given up is told for a week', async () => {
  await given.pool.query(
    `INSERT INTO telegram_updates (update_id, chat_id, received_at, status, handled_at)
      VALUES (1, 1, $1, 'failed', $1)`,
    [NOW],
  )
  expect(await troubles()).toEqual(['parked'])
  await given.pool.query(`UPDATE telegram_updates SET handled_at = '2026-11-23T08:00:00Z' WHERE update_id = 1`)
})

it('a webhook that somebody takes away is set again and told; one that Telegram can’t reach is told', async () => {
  await given.stopBot()
  setEnvironment({ PUBLIC_URL: PUBLIC })
  await given.startBot()
  await given.waitFor('the webhook is set', () => given.api.updates.webhook !== null)
  given.api.updates.setWebhook({ url: 'https://elsewhere.example.org/', secret: undefined, connections: 1 })
  await given.waitFor('it is ours again', () => given.api.updates.webhook?.url === `${PUBLIC}/api/telegram/webhook`)
  given.api.host(PUBLIC, 'http://127.0.0.1:1')
  const anna = someone()
  anna.telegram.says('/start')
  await told('webhook')
  given.api.host(PUBLIC, new URL(given.app.url).origin)
  await given.waitFor('she is answered', () => anna.menus() === 1)
  given.app.setNow('2026-11-30T09:10:00Z')
})
