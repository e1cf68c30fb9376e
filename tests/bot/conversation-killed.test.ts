import { afterEach, expect, it } from 'vitest'
import { startProcessHarness } from './harness'

let close: (() => Promise<void>) | null = null
afterEach(() => close?.())

it('a killed bot goes on where the conversation was, and a stopped one ends well', async () => {
  const given = await startProcessHarness()
  close = given.close
  given.start()
  const anna = given.person({ id: 11, member: true })
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  await given.bot().kill()
  const sent = anna.telegram.says('Иванова Мария')
  given.start()
  await given.handled(sent)
  expect(anna.screen().text).toContain('Иванова Мария')
  expect(anna.screen().text).toContain('Телефон и год рождения?')
  expect(anna.menus()).toBe(1)
  expect(await given.bot().stop()).toBe(0)
})
