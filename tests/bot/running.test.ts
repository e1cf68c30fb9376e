import { afterAll, beforeAll, expect, it } from 'vitest'
import type { App } from '../helpers/app'
import { startBotProcess, type BotProcess } from './bot-process'
import { CHAT, SECRET, startHarness, type Harness } from './harness'

const PUBLIC = 'https://pristan.example.org'
let harness: Harness & { app: App }
const running: BotProcess[] = []

beforeAll(async () => {
  harness = await startHarness()
  harness.api.host(PUBLIC, new URL(harness.app.url).origin)
})
afterAll(async () => {
  await Promise.all(running.map((bot) => bot.stop()))
  await harness.close()
})

const start = (environment: Record<string, string> = {}): BotProcess => {
  const bot = startBotProcess({ api: harness.api, databaseUrl: harness.databaseUrl, chat: CHAT, environment })
  running.push(bot)
  return bot
}
const answers = (chat: number): number =>
  harness.api.calls.filter(
    ({ method, params, answer }) =>
      /^send(Message|Photo)/.test(method) && Number(params.chat_id) === chat && answer?.ok,
  ).length

it('without https it polls; what people say while Telegram can’t be reached is answered afterwards, once', async () => {
  const bot = start()
  const anna = harness.person({ id: 701, member: true })
  await anna.says('/start')
  expect(anna.screen().text).toContain('Напишите фамилию')
  for (const kind of ['refused', 'hanging'] as const) {
    const over = await harness.api.outage(kind)
    const said = [anna.telegram.says('/help'), anna.telegram.says('/cancel')]
    const calls = harness.api.calls.length
    await over()
    await harness.handled(...said)
    expect(harness.api.calls.length).toBeGreaterThan(calls)
  }
  expect({ menus: anna.menus(), webhook: harness.api.updates.webhook }).toEqual({ menus: 1, webhook: null })
  expect(await bot.stop()).toBe(0)
})

it('of two bot processes one works, and the other goes on when the first is killed', async () => {
  const first = start()
  const boris = harness.person({ id: 702, name: 'Борис', member: true })
  await boris.says('/start')
  const second = start()
  await harness.waitFor('the second stands by', () => /stand/i.test(second.output()))
  await boris.says('/help')
  // The keyboard under the field is shown once, when the menu comes back for the first time.
  await boris.says('/cancel')
  await boris.says('/help')
  const before = answers(boris.id)
  await first.kill()
  await boris.says('/cancel')
  expect({ menus: boris.menus(), answers: answers(boris.id) - before <= 1 }).toEqual({ menus: 1, answers: true })
  expect(await second.stop()).toBe(0)
})

it('with https it sets a webhook with the secret, hears by it, and goes back to polling without', async () => {
  const vera = harness.person({ id: 703, name: 'Вера', member: true })
  const bot = start({ PUBLIC_URL: PUBLIC, TELEGRAM_WEBHOOK_SECRET: SECRET })
  await harness.waitFor('the webhook is set', () => harness.api.updates.webhook !== null)
  expect(harness.api.updates.webhook).toMatchObject({ url: `${PUBLIC}/api/telegram/webhook`, secret: SECRET })
  const polls = harness.api.calls.filter(({ method }) => method === 'getUpdates').length
  await vera.says('/start')
  expect(vera.screen().text).toContain('Напишите фамилию')
  expect(harness.api.calls.filter(({ method }) => method === 'getUpdates').length).toBe(polls)
  await bot.stop()

  start()
  await harness.waitFor('the webhook is gone', () => harness.api.updates.webhook === null)
  await vera.says('/help')
  expect(vera.menus()).toBe(1)
})
