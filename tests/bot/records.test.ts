import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openVisitorData } from '@/notifications/telegram/buttons'
import { eventMaker, occurrencesOf, putOn } from '../factories/events'
import { makeVisitor } from '../factories/schedule'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let maker: Awaited<ReturnType<typeof eventMaker>>
let anna: Tester
let people = 800

beforeAll(async () => {
  given = await startHarness({ now: '2026-12-01T08:30:00Z', run: inProcess })
  maker = await eventMaker(given.app)
})
afterAll(() => given.close())
beforeEach(async () => {
  // Archived ones would stay on duty until they are over, in an order nobody can foretell.
  await given.pool.query('UPDATE events SET deleted_at = now() WHERE deleted_at IS NULL')
  given.app.setNow('2026-12-01T08:30:00Z')
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
})

const letters = 'абвгдежзик'
const name = (): string => `Зап${Array.from(String((people += 1) * 7919), (digit) => letters[Number(digit)]).join('')}`
const statusOf = async (participant: string): Promise<{ status: string; comment: string | null }> =>
  (
    await given.pool.query<{ status: string; comment: string | null }>(
      'SELECT status, comment FROM participants WHERE id = $1',
      [participant],
    )
  ).rows[0] ?? { status: 'none', comment: null }
const labels = (): string[] => anna.screen().buttons.flat()
const seven = ['Абрамова', 'Белкина', 'Воронова', 'Гусева', 'Дятлова', 'Ершова', 'Жаворонкова']

/** Today from 11:00 in Moscow, half an hour from now on. */
const today = async (names: readonly string[], startTime = '11:00'): Promise<string[]> => {
  const event = await maker.create({
    title: name(),
    type: 'oneOff',
    date: '2026-12-01',
    rrule: undefined,
    services: [{ service: maker.service, startTime, endTime: '15:00', capacity: 50 }],
    capacity: 50,
  })
  const occurrence = (await occurrencesOf(given.app, event.id))[0]?.id ?? ''
  const ids: string[] = []
  for (const lastName of names)
    ids.push(await putOn(given.app, await makeVisitor(given.pool, { lastName }), occurrence))
  return ids
}
const toList = async (many: number): Promise<void> => {
  await anna.says('/duty')
  await anna.taps(new RegExp(`Стирка · ${many}/50`))
}

it('a mark tapped twice is one mark, and taking it back takes back what it names, also with a trembling thumb', async () => {
  const [first = ''] = await today(['Дважды', 'Другая'])
  await toList(2)
  await anna.taps(/Дважды/)
  const shown = anna.telegram.messages().at(-1)
  const mark = (shown?.markup?.inline_keyboard ?? []).flat().find(({ text }) => text === '🟢 Присутствие')
  if (!shown || !mark) throw new Error(anna.chat())
  const twice = (button: { text: string }): Promise<void> =>
    given.handled(anna.telegram.presses(button, shown), anna.telegram.presses(button, shown))
  await twice(mark as { text: string })
  expect((await statusOf(first)).status).toBe('attended')
  const undo = labels().find((label) => label.startsWith('↩️'))
  expect(undo).toMatch(/^↩️ Вернуть: Дважды/)
  const list = anna.telegram.messages().at(-1)
  const back = (list?.markup?.inline_keyboard ?? []).flat().find(({ text }) => text === undo)
  if (!list || !back) throw new Error(anna.chat())
  await given.handled(
    anna.telegram.presses(back as { text: string }, list),
    anna.telegram.presses(back as { text: string }, list),
  )
  expect((await statusOf(first)).status).toBe('expected')
  expect(anna.screen().text).toContain('всё как было до отметки')
  expect(anna.screen().text).not.toContain('уже нельзя')
})

it('the way back from a mark never bears the name of somebody else', async () => {
  const [first = ''] = await today(['Отмеченова', 'Соседкина'])
  await toList(2)
  await anna.taps(/Отмеченова/)
  await anna.taps('🟢 Присутствие')
  await anna.taps(/Соседкина/)
  expect(labels()).toContain('🟢 Присутствие')
  expect(labels().filter((label) => label.startsWith('↩️'))).toEqual([])
  await anna.taps('← К списку')
  await anna.taps(/^↩️ Вернуть: Отмеченова/)
  expect((await statusOf(first)).status).toBe('expected')
})

it('namesakes are told apart in the list at the door and among one’s own bookings', async () => {
  await anna.says('/start')
  const ids = await today(['Близнецова', 'Близнецова', 'Одиночкина'])
  for (const [index, birthYear] of [1961, 1987].entries())
    await given.pool.query(
      'UPDATE visitors SET birth_year = $1 WHERE id = (SELECT visitor_id FROM participants WHERE id = $2)',
      [birthYear, ids[index]],
    )
  await given.pool.query(
    `UPDATE participants SET booked_by_relation_to = 'volunteers',
            booked_by_value = (SELECT id::text FROM volunteers WHERE telegram_id = $1) WHERE id = ANY ($2)`,
    [String(anna.id), ids],
  )
  const { rows } = await given.pool.query<{ card: string; year: number }>(
    `SELECT card_number AS card, birth_year AS year FROM visitors WHERE last_name = 'Близнецова' ORDER BY birth_year`,
  )
  const told = rows.map(({ card, year }) => `• Близнецова Пётр, карта ${card}, ${year} г. р.`)
  expect(told).toHaveLength(2)
  const lines = (): string[] =>
    anna
      .screen()
      .text.split('\n')
      .filter((line) => line.startsWith('•'))
      .sort()
  await toList(3)
  expect(lines()).toEqual(told.toSorted())
  await anna.says('/mine')
  expect(lines()).toEqual(told.toSorted())
  const buttons = labels().filter((label) => label.includes('сегодня, 11:00'))
  expect(buttons.filter((label) => rows.some(({ card }) => label.includes(card)))).toHaveLength(2)
  expect(buttons).toHaveLength(3)
})

it('a mark that somebody else has made already leaves nothing to take back, neither here nor over the API', async () => {
  const [first = ''] = await today(['Готова'])
  await toList(1)
  await anna.taps(/Готова/)
  const marking = { ids: [first], status: 'attended' }
  const once = await maker.admin.post<{ undo: string | null }>('/participants/status', marking)
  expect(once.body.undo).not.toBeNull()
  const again = await maker.admin.post('/participants/status', marking)
  expect(again.body).toEqual({ updated: [first], failed: [], undo: null })
  await anna.taps('🟢 Присутствие')
  expect(labels().filter((label) => label.startsWith('↩️'))).toEqual([])
  expect((await maker.admin.post('/participants/undo', { undo: once.body.undo })).status).toBe(200)
  expect((await statusOf(first)).status).toBe('expected')
})

it('of a list that does not fit it is said which part is seen; a name, its beginning or a card leads to the line', async () => {
  await today(seven, '11:00')
  await toList(7)
  expect(anna.screen().text).toContain('1–5 из 7')
  await anna.taps('›')
  expect(anna.screen().text).toContain('6–7 из 7')
  await anna.says('жавор')
  expect(anna.screen().text).toContain('Жаворонкова')
  expect(labels()).toContain('🟢 Присутствие')
  await anna.taps('← К списку')
  await anna.says('Воронава')
  expect(anna.screen().text).toMatch(/^Воронова/)
  await anna.taps('← К списку')
  await anna.says('Неизвестнова')
  expect(anna.screen().text).toContain('никого нет')
  await anna.taps(/^Все: 7/)
  expect(anna.screen().text).toContain('1–5 из 7')
})

it('who is left did not come: marked in one go after a question, whoever was marked meanwhile left alone, and taken back', async () => {
  const ids = await today([...seven, 'Зайцева'], '11:00')
  await toList(8)
  await anna.taps(/Белкина/)
  await anna.taps('🟢 Присутствие')
  await anna.taps(/^🟡 7/)
  expect(labels().filter((label) => label.includes('Белкина') && !label.startsWith('↩️'))).toEqual([])
  expect(anna.screen().text).toContain('Только не отмеченные')
  await anna.taps('🔴 Остальные не пришли: 7')
  expect(anna.screen().text).toContain('Отметить неявку: 7 человек?')
  await maker.admin.post('/participants/status', { ids: [ids[2]], status: 'attended' })
  await anna.taps('🔴 Да, не пришли')
  expect(anna.screen().text).toContain('Отмечена неявка: 6 человек')
  const statuses = async (): Promise<string[]> => Promise.all(ids.map(async (id) => (await statusOf(id)).status))
  expect(await statuses()).toEqual(['noShow', 'attended', 'attended', ...Array.from({ length: 5 }, () => 'noShow')])
  await anna.taps('↩️ Вернуть: 6 человек')
  expect(await statuses()).toEqual(['expected', 'attended', 'attended', ...Array.from({ length: 5 }, () => 'expected')])
})

it('from a profile a booking of somebody else is opened, commented on, marked, and cancelled', async () => {
  const [first = ''] = await today(['Чужая'], '12:30')
  const other = await maker.create({
    title: name(),
    type: 'oneOff',
    date: '2026-12-02',
    rrule: undefined,
    services: [{ service: maker.shower, startTime: '10:00', endTime: '11:00', capacity: 5 }],
  })
  const visitor = (await given.pool.query('SELECT visitor_id AS id FROM participants WHERE id = $1', [first])).rows[0]
    .id
  const later = await putOn(given.app, visitor as string, (await occurrencesOf(given.app, other.id))[0]?.id ?? '')
  await anna.says(visitor as string)
  await anna.taps('Записи')
  expect(labels().filter((label) => /Стирка|Душ/.test(label))).toEqual([
    expect.stringMatching(/^🟡 сегодня, 12:30 · Стирка/),
    expect.stringMatching(/^🟡 завтра, 10:00 · Душ/),
  ])
  await anna.taps(/Стирка/)
  await anna.taps('💬 Комментарий')
  await anna.says('Позвонить вечером')
  expect(anna.screen().text).toContain('💬 Позвонить вечером')
  await anna.taps('🟢 Присутствие')
  expect(await statusOf(first)).toEqual({ status: 'attended', comment: 'Позвонить вечером' })
  await anna.taps(/^↩️ Вернуть: Чужая/)
  expect((await statusOf(first)).status).toBe('expected')
  await anna.taps('← К списку')
  expect(labels()).toContainEqual(expect.stringMatching(/Стирка 💬$/))
  await anna.taps(/Душ/)
  expect(labels()).not.toContain('🟢 Присутствие')
  await anna.taps('❌ Отменить запись')
  await anna.taps('❌ Да, отменить')
  expect((await statusOf(later)).status).toBe('cancelled')
  expect(labels()).toContainEqual(expect.stringMatching(/^⚪️ завтра, 10:00 · Душ/))
})

it('history has what is over, page after page, and calls unmarked what nobody marked; what is cancelled ahead is no history', async () => {
  const event = await maker.create({
    title: name(),
    date: '2026-12-01',
    rrule: 'FREQ=DAILY;COUNT=15',
    services: [{ service: maker.service, startTime: '10:00', endTime: '11:00', capacity: 5 }],
  })
  const visitor = await makeVisitor(given.pool, { lastName: 'Историна' })
  const ids: string[] = []
  for (const { id } of await occurrencesOf(given.app, event.id)) ids.push(await putOn(given.app, visitor, id))
  given.app.setNow('2026-12-14T12:00:00Z')
  await maker.admin.post(`/participants/${ids[14]}/cancel`, {})
  await maker.admin.post('/participants/status', { ids: [ids[12]], status: 'attended' })
  await anna.says(visitor)
  await anna.taps('История')
  expect(anna.screen().text).toContain('1–6 из 14')
  expect(labels()[0]).toMatch(/^⚠️ сегодня, 10:00 · Стирка/)
  expect(labels()[1]).toMatch(/^🟢 .*13 дек/)
  await anna.taps('Дальше ›')
  await anna.taps('Дальше ›')
  expect(anna.screen().text).toContain('13–14 из 14')
  expect(labels()[1]).toMatch(/1 дек/)
  await anna.taps(/2 дек/)
  expect(anna.screen().text).toContain('⚠️ Не отмечено')
  await anna.taps('🔴 Неявка')
  expect((await statusOf(ids[1] ?? '')).status).toBe('noShow')
  await anna.taps('← К списку')
  await anna.taps('Записи')
  expect(labels()[0]).toMatch(/^⚪️ завтра, 10:00 · Стирка/)
})

it('a button under a message of before opens whom it names, and the message stays', async () => {
  const visitor = await makeVisitor(given.pool, { lastName: 'Предупредина' })
  await anna.says('/start')
  await fetch(`${given.api.url}/bot${given.api.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: anna.id,
      text: 'Предупредите',
      reply_markup: { inline_keyboard: [[{ text: 'Открыть', callback_data: openVisitorData(visitor) }]] },
    }),
  })
  await anna.taps('Открыть')
  expect(anna.screen().text).toContain('Предупредина')
  expect(anna.messages()).toContain('Предупредите')
  await anna.taps('🏠 Меню')
  await anna.taps('Открыть')
  expect(anna.screen().text).toContain('Предупредина')
})

it('a night that is not over and the next one are told apart on duty', async () => {
  // What is deleted is out of the list of today.
  await given.pool.query('UPDATE events SET deleted_at = now()')
  const event = await maker.create({
    title: name(),
    date: '2026-11-30',
    rrule: 'FREQ=DAILY;COUNT=2',
    startTime: '22:00',
    endTime: '13:00',
    endsNextDay: true,
    services: [{ service: maker.shower, startTime: '11:00', endTime: '12:30', capacity: 9 }],
  })
  const [last, next] = await occurrencesOf(given.app, event.id)
  await putOn(given.app, await makeVisitor(given.pool, { lastName: 'Вчерашний' }), last?.id ?? '')
  await putOn(given.app, await makeVisitor(given.pool, { lastName: 'Завтрашний' }), next?.id ?? '')
  await anna.says('/duty')
  expect(labels().filter((label) => label.includes('Душ'))).toEqual([
    expect.stringMatching(/^11:00–12:30 · Душ/),
    expect.stringMatching(/^завтра, 11:00/),
  ])
  await anna.taps(/^завтра, 11:00/)
  expect(anna.screen().text).toContain('завтра, 11:00–12:30')
  expect(labels().join()).toContain('Завтрашний')
})

it('the morning of a night says in the cart that it is the day after', async () => {
  const night = await maker.create({
    title: name(),
    type: 'oneOff',
    date: '2026-12-02',
    rrule: undefined,
    startTime: '22:00',
    endTime: '08:00',
    endsNextDay: true,
    services: [
      { service: maker.service, startTime: '22:00', endTime: '05:00', capacity: 9 },
      { service: maker.shower, startTime: '06:00', endTime: '07:00', capacity: 9 },
    ],
  })
  expect(night.id).not.toBe('')
  const lastName = name()
  await maker.admin.post('/visitors', { lastName, firstName: 'Зоя', status: 'registered' })
  await anna.says(lastName)
  await anna.taps(/^Стирка/)
  expect(anna.screen().text).toContain('22:00–05:00 следующего дня Стирка')
  await anna.taps('➕ Душ · чт 3 дек, 06:00')
  expect(anna.screen().text).toMatch(/чт, 3 декабря, Цветной бульвар\n06:00–07:00 Душ/)
})
