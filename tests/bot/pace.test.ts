import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let anna: Tester
let people = 1_200

beforeAll(async () => {
  given = await startHarness({ run: inProcess })
})
afterAll(() => given.close())
beforeEach(async () => {
  given.api.faults.clear()
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
  await anna.says('/start')
})

const edits = (): number =>
  given.api.calls.filter(({ method, params }) => /^edit/.test(method) && Number(params.chat_id) === anna.id).length

const attempts = async (): Promise<number> => {
  const { rows } = await given.pool.query<{ most: number }>(
    'SELECT max(attempts)::int AS most FROM telegram_updates WHERE chat_id = $1',
    [anna.id],
  )
  return rows[0]?.most ?? 0
}

it('of ten quick taps the first and the last change the screen, and it shows what the last one led to', async () => {
  const before = edits()
  const began = Date.now()
  const taps = Array.from({ length: 10 }, () => anna.telegram.taps('🗓 Мои записи'))
  await given.handled(...taps)
  expect(anna.screen().text).toContain('Мои записи')
  // About one a second: on a busy machine the taps take longer than that.
  expect(edits() - before).toBeLessThanOrEqual(3 + Math.floor((Date.now() - began) / 1_000))
  await anna.taps('🏠 Меню')
  expect({ text: anna.screen().text, menus: anna.menus() }).toEqual({
    text: expect.stringContaining('Здравствуйте'),
    menus: 1,
  })
})

it('nothing waits for the answer to a tap, and one that fails fails nothing else', async () => {
  given.api.faults.add({ method: 'answerCallbackQuery', fault: { kind: 'slow', milliseconds: 3_000 } })
  await anna.taps('🗓 Мои записи')
  expect({ text: anna.screen().text, answer: anna.answer() }).toEqual({
    text: expect.stringContaining('Мои записи'),
    answer: null,
  })
  given.api.faults.add({ method: 'answerCallbackQuery', fault: { kind: 'serverError' } })
  given.api.faults.add({ method: 'answerCallbackQuery', fault: { kind: 'retryAfter', seconds: 30 } })
  await anna.taps('🏠 Меню')
  await anna.taps('🗓 Мои записи')
  expect(anna.screen().text).toContain('Мои записи')
  expect(await attempts()).toBe(1)
})

it('a chat that Telegram slows down waits by itself; everybody else is answered meanwhile', async () => {
  const others = Array.from({ length: 12 }, () => given.person({ id: (people += 1), name: 'Вера', member: true }))
  for (const { id } of others.slice(0, 10))
    given.api.faults.add({ method: 'sendMessage', chat: id, fault: { kind: 'retryAfter', seconds: 20 } })
  const slowed = others.slice(0, 4).map(({ telegram }) => telegram.says('/start'))
  const served = others.slice(10)
  for (const vera of served) await vera.says('/start')
  for (const { telegram } of others.slice(4, 8)) slowed.push(telegram.says('/start'))
  await anna.taps('🗓 Мои записи')
  for (const vera of served) await vera.taps('🗓 Мои записи')
  expect(served.map((vera) => vera.screen().text)).toEqual(Array(2).fill(expect.stringContaining('Мои записи')))
  const { rows } = await given.pool.query<{ status: string; attempts: number }>(
    'SELECT DISTINCT status, attempts FROM telegram_updates WHERE update_id = ANY($1)',
    [slowed.map(({ update_id: id }) => id)],
  )
  expect(rows).toEqual([{ status: 'pending', attempts: 0 }])
})
