import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHarness, SECRET } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
beforeAll(async () => {
  given = await startHarness({ run: inProcess, now: '2026-11-30T09:00:00Z' })
})
afterAll(() => given.close())

it('through the webhook: with the secret an update is stored and handled once however often it comes; a forged one does nothing', async () => {
  const update = {
    update_id: 5,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: 12, type: 'private' },
      from: { id: 12, is_bot: false, first_name: 'Вера' },
      text: '/start',
    },
  }
  const vera = given.person({ id: 12, name: 'Вера', member: true })
  await vera.says('/start')
  const nobody = await given.app.as('anonymous')
  const stored = async (): Promise<number> =>
    (await given.pool.query('SELECT 1 FROM telegram_updates WHERE update_id = 5')).rows.length
  expect(
    (await nobody.post('/telegram/webhook', update, { 'x-telegram-bot-api-secret-token': `${SECRET}x` })).status,
  ).toBe(401)
  expect((await nobody.post('/telegram/webhook', update)).status).toBe(401)
  expect(await stored()).toBe(0)
  for (let time = 0; time < 3; time += 1)
    expect((await nobody.post('/telegram/webhook', update, { 'x-telegram-bot-api-secret-token': SECRET })).status).toBe(
      200,
    )
  expect(
    (await nobody.post('/telegram/webhook', { update_id: 'x' }, { 'x-telegram-bot-api-secret-token': SECRET })).status,
  ).toBe(400)
  await given.waitFor(
    'the update is settled',
    async () =>
      (await given.pool.query(`SELECT 1 FROM telegram_updates WHERE update_id = 5 AND status = 'done'`)).rows.length ===
      1,
  )
  expect(await stored()).toBe(1)
  expect(vera.menus()).toBe(1)
})
