import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventMaker, occurrencesOf, putOn } from '../factories/events'
import { makeVisitor } from '../factories/schedule'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let maker: Awaited<ReturnType<typeof eventMaker>>
let anna: Tester
let people = 300

beforeAll(async () => {
  given = await startHarness({ now: '2026-12-01T08:30:00Z', run: inProcess })
  maker = await eventMaker(given.app)
})
afterAll(() => given.close())
beforeEach(() => {
  lost = 0
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
})

let lost = 0
/** The work is done, and what would have said so does not get through: the update is handled again. */
const loseTheAnswer = (): void =>
  void given.api.faults.add({
    method: 'editMessageText',
    when: ({ chat_id: chat }) => Number(chat) === anna.id && (lost += 1) > 0,
    fault: { kind: 'serverError' },
  })

const atTheDoor = async (lastName: string, startTime: string): Promise<() => Promise<string>> => {
  const event = await maker.create({
    title: lastName,
    rrule: 'FREQ=DAILY;COUNT=2',
    services: [{ service: maker.service, startTime, endTime: '14:00', capacity: 5 }],
  })
  const occurrence = (await occurrencesOf(given.app, event.id))[0]?.id ?? ''
  const participant = await putOn(given.app, await makeVisitor(given.pool, { lastName }), occurrence)
  await anna.says('/start')
  await anna.taps('✅ Дежурство')
  await anna.taps(new RegExp(startTime))
  await anna.taps(new RegExp(lastName))
  return async () =>
    (await given.pool.query<{ status: string }>('SELECT status FROM participants WHERE id = $1', [participant])).rows[0]
      ?.status ?? ''
}

it('a mark whose answer got lost is made once: taking it back leads to what was before', async () => {
  const status = await atTheDoor('Двойнова', '10:00')
  loseTheAnswer()
  await anna.taps('🟢 Присутствие')
  expect(await status()).toBe('attended')
  expect(lost).toBe(1)
  await anna.taps(/^↩️ Вернуть: /)
  expect(await status()).toBe('expected')
  const log = await given.pool.query(
    `SELECT action FROM audit_log a JOIN volunteers v ON v.id::text = a.actor_id WHERE v.telegram_id = $1
      AND action LIKE 'participant.mark%' ORDER BY action`,
    [String(anna.id)],
  )
  expect(log.rows).toEqual([{ action: 'participant.markUndone' }, { action: 'participant.marked' }])
})

it('that the rest did not come is marked once though the answer got lost, and can be taken back', async () => {
  const status = await atTheDoor('Остаткина', '11:10')
  await anna.taps('← К списку')
  await anna.taps('🟡 1')
  await anna.taps('🔴 Остальные не пришли: 1')
  loseTheAnswer()
  await anna.taps('🔴 Да, не пришли')
  expect(lost).toBe(1)
  expect(anna.screen().text).toContain('Отмечена неявка: 1 человек')
  expect(await status()).toBe('noShow')
  await anna.taps(/^↩️ Вернуть: Остаткина/)
  expect(await status()).toBe('expected')
})

it('taking a mark back whose answer got lost says that it is as it was, not that it is too late', async () => {
  const status = await atTheDoor('Возвратова', '10:30')
  await anna.taps('🔴 Неявка')
  loseTheAnswer()
  await anna.taps(/^↩️ Вернуть: /)
  expect(lost).toBe(1)
  expect(anna.screen().text).toContain('всё как было')
  expect(await status()).toBe('expected')
})

it('a cancellation whose answer got lost says that it is cancelled', async () => {
  const status = await atTheDoor('Отменова', '11:00')
  await anna.taps('❌ Отменить')
  loseTheAnswer()
  await anna.taps('❌ Да, отменить')
  expect(lost).toBe(1)
  expect(anna.screen().text).toContain('Запись отменена')
  expect(await status()).toBe('cancelled')
})
