import { afterAll, beforeAll, expect, it } from 'vitest'
import { setClockForTests } from '@/config/clock'
import type { App } from '../helpers/app'
import { makeVisitor } from '../factories/schedule'
import { startBotProcess, type BotProcess } from './bot-process'
import { CHAT, startHarness, type Harness } from './harness'
import { makePeople, makeScene, untilNoon } from './scene'

let harness: Harness & { app: App }
let bot: BotProcess
beforeAll(async () => {
  harness = await startHarness()
  const ahead = untilNoon()
  setClockForTests(() => new Date(Date.now() + ahead))
  bot = startBotProcess({ api: harness.api, databaseUrl: harness.databaseUrl, chat: CHAT, ahead })
})
afterAll(async () => {
  await bot.stop()
  await harness.close()
})

const figure = async (line: string): Promise<number> => {
  const { body } = await (await harness.app.as('administrator')).get<string>('/metrics')
  return Number(
    body
      .split('\n')
      .find((one) => one.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  )
}

it('bookings and refusals of the bot, a process of its own, are among the figures of the web process, beside those of the panel', async () => {
  const { event } = await makeScene(harness.pool, { days: 1, capacity: 1 })
  const [known] = await makePeople(harness.pool, 1)
  const anna = harness.person({ id: 81, member: true })
  await anna.says(known?.card ?? '')
  await anna.taps(/^Стирка/)
  await anna.taps(/10:00/)
  await anna.taps('➕ Ещё услуга')
  await anna.taps(/^Душ/)
  const [elevenOClock] = event.occurrences[0]?.slice(2, 3) ?? []
  const panel = await harness.app.as('coordinator')
  expect(
    (
      await panel.post('/bookings', {
        visitor: await makeVisitor(harness.pool, { lastName: 'Соперников' }),
        occurrence: elevenOClock,
      })
    ).status,
  ).toBe(201)
  await anna.taps(/11:00/)
  expect(anna.screen().text).toContain('Душ: свободных мест здесь нет')
  await anna.taps(/15:00|\d+ \p{L}+/u)
  await anna.taps('✅ Записать')
  expect(anna.screen().text).toContain('Запись сделана')
  await harness.waitFor(
    'the bot’s counts arrive',
    async () => (await figure('pristan_bookings_total{source="bot"}')) > 0,
  )
  expect({
    bot: await figure('pristan_bookings_total{source="bot"}'),
    panel:
      (await figure('pristan_bookings_total{source="panel"}')) + (await figure('pristan_bookings_total{source="api"}')),
    refused: await figure('pristan_refusals_total{code="OCCURRENCE_FULL"}'),
  }).toEqual({ bot: 2, panel: 1, refused: 1 })
})

it('a booking asked for again under its key is no booking more', async () => {
  const { event } = await makeScene(harness.pool, { days: 1 })
  const request = {
    visitor: await makeVisitor(harness.pool, { lastName: 'Повторин' }),
    occurrence: event.occurrences[0]?.[0],
  }
  const client = await harness.app.as('coordinator')
  const sum = async () =>
    (await figure('pristan_bookings_total{source="panel"}')) + (await figure('pristan_bookings_total{source="api"}'))
  const before = await sum()
  for (let time = 0; time < 3; time += 1)
    expect((await client.post('/bookings', request, { 'idempotency-key': 'once' })).status).toBe(201)
  expect(await sum()).toBe(before + 1)
})
