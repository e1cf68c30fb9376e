import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startLocalBotApi, type LocalBotApi } from '@/bot/local-api/server'
import { buttonsOf, describe as inWords, type Person } from '@/bot/local-api/person'
import { childOf, isAlive } from './processes'
import { startProduct, type Product } from './product'

const CHAT = -1_001_000_000_001
let folder: string
let api: LocalBotApi
let product: Product
let anna: Person

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pristan-bot-'))
  api = await startLocalBotApi()
  anna = api.person({ id: 11, first_name: 'Анна' })
  api.group(CHAT, 'Волонтёры').put(anna, 'member')
  product = await startProduct({
    SEED: 'catalogue',
    DATA_DIR: folder,
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    VOLUNTEERS_CHAT_ID: String(CHAT),
  })
})
afterAll(async () => {
  await product.stop()
  await api.stop()
  rmSync(folder, { recursive: true, force: true })
})

const shown = (): string => inWords(anna.messages().filter(({ from }) => from.is_bot))
const shows = (text: string) => expect.poll(shown, { timeout: 30_000, interval: 50 }).toContain(text)
const bot = (): number => childOf(product.process.pid, /src\/processes\/bot\.ts/)

test('with a token npm start answers volunteers; a bot killed in the middle of a conversation comes back and goes on with it', async () => {
  anna.says('/start')
  await shows('Здравствуйте, Анна')
  anna.taps('➕ Новый посетитель')
  await shows('Напишите фамилию и имя')
  const killed = bot()
  process.kill(killed, 'SIGKILL')
  anna.says('Иванова Мария')
  await shows('Телефон и год рождения?')
  expect(bot()).not.toBe(killed)
  anna.says('8 916 123-45-67')
  await shows('Человек согласен')
  expect(shown()).toMatch(/Иванова Мария[\s\S]*\+7 \(916\) 123-45-67/)
  // The buttons of the message before are taken away after the next one is sent.
  await expect
    .poll(() => anna.messages().filter((message) => message.from.is_bot && buttonsOf(message).length > 0).length)
    .toBe(1)
})

test('and stops it with everything else, within seconds, while it waits for Telegram', async () => {
  const children = [/web\.ts/, /worker\.ts/, /bot\.ts/].map((command) => childOf(product.process.pid, command))
  const startedAt = Date.now()
  expect(await product.stop()).toBe(0)
  expect(Date.now() - startedAt).toBeLessThan(10_000)
  expect(children.filter(isAlive)).toEqual([])
})
