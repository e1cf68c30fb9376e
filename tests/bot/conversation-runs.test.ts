import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startHarness } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
beforeAll(async () => {
  given = await startHarness({ run: inProcess, now: '2026-11-30T09:00:00Z' })
})
afterAll(() => given.close())
beforeEach(() => given.app.setNow('2026-11-30T09:00:00Z'))

it('whoever leaves the volunteer chat may do nothing from that moment on', async () => {
  const anna = given.person({ id: 13, member: true })
  await anna.says('/start')
  await given.handled(anna.telegram.becomes('left', given.group.chat))
  await anna.taps('🗓 Мои записи')
  expect(anna.screen().text).toContain('Вас больше нет в чате волонтёров')
  await given.handled(anna.telegram.becomes('member', given.group.chat))
  await anna.says('/start')
  expect(anna.screen().text).toContain('Здравствуйте')
})

it('while Telegram can’t say whether somebody still is a member, they may look but not write', async () => {
  const anna = given.person({ id: 14, member: true })
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  await anna.says('Петрова Дарья')
  await anna.taps('Пропустить')
  given.app.setNow('2026-11-30T09:05:00Z')
  Object.assign(given.group.chat, { blocked: true })
  await anna.taps(/согласен/)
  expect(anna.screen().text).toContain('записывать подождём')
  expect((await given.pool.query('SELECT 1 FROM visitors')).rows).toHaveLength(0)
  Object.assign(given.group.chat, { blocked: false })
  await anna.taps(/согласен/)
  expect((await given.pool.query('SELECT 1 FROM visitors')).rows).toHaveLength(1)
})

it('when nobody goes on for a while, what is personal leaves the screen', async () => {
  const anna = given.person({ id: 15, member: true })
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  await anna.says('Петрова Дарья')
  expect(anna.chat()).toContain('Петрова')
  given.app.setNow('2026-11-30T09:30:00Z')
  await given.waitFor('the screen is emptied', () => !anna.chat().includes('Петрова'))
  expect(anna.screen().text).toContain('Разговор закрыт')
})
