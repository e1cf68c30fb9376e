import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { decode } from '@/bot/callback-data/action'
import { eventMaker, occurrencesOf } from '../factories/events'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

type Given = Awaited<ReturnType<typeof startHarness>>
let given: Given
let maker: Awaited<ReturnType<typeof eventMaker>>
let registration: string
let people = 100

beforeAll(async () => {
  given = await startHarness({ now: '2026-11-30T09:00:00Z', run: inProcess })
  maker = await eventMaker(given.app)
  const { body } = await maker.admin.post<{ doc: { id: string } }>('/services', {
    title: 'Первичная регистрация',
    capacity: 5,
    minutes: 30,
    bookingWindow: { value: 20, unit: 'days' },
    registration: true,
  })
  registration = body.doc.id
})
afterAll(() => given.close())

let anna: Tester
beforeEach(() => {
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
})

const visitor = async (lastName: string, extra: object = {}): Promise<string> => {
  const { status, body } = await maker.admin.post<{ doc: { id: string } }>('/visitors', {
    lastName,
    firstName: 'Мария',
    status: 'registered',
    allowDuplicate: true,
    ...extra,
  })
  expect(status).toBe(201)
  return body.doc.id
}
/** A name that is like no other. */
const name = (): string =>
  `Фам${Array.from(String((people += 1) * 7919), (digit) => 'абвгдежзик'[Number(digit)]).join('')}`

const twoTimes = () => ({
  title: name(),
  services: [
    { service: maker.service, startTime: '10:00', endTime: '12:00', capacity: 5 },
    { service: maker.service, startTime: '14:00', endTime: '16:00', capacity: 1 },
    { service: maker.shower, startTime: '12:00', endTime: '13:00', capacity: 3 },
    { service: registration, startTime: '10:00', endTime: '11:00', capacity: 3 },
  ],
})
const activeOf = async (id: string): Promise<{ status: string; source: string; comment: string | null }[]> =>
  (
    await given.pool.query<{ status: string; source: string; comment: string | null }>(
      'SELECT status, source, comment FROM participants WHERE visitor_id = $1',
      [id],
    )
  ).rows
const holds = async (id: string): Promise<number> =>
  (await given.pool.query('SELECT 1 FROM holds WHERE visitor_id = $1 AND expires_at > clock_timestamp()', [id])).rows
    .length

it('a member is welcomed with a menu and becomes a volunteer; a stranger is told how to get access', async () => {
  await anna.says('/start')
  expect(anna.screen().text).toContain('Здравствуйте, Анна')
  expect(anna.screen().buttons.flat()).toEqual([
    '🔎 Найти посетителя',
    '➕ Новый посетитель',
    '🗓 Мои записи',
    '✅ Дежурство',
  ])
  const { rows } = await given.pool.query('SELECT name, blocked FROM volunteers WHERE telegram_id = $1', [
    String(anna.id),
  ])
  expect(rows).toEqual([{ name: 'Анна', blocked: false }])

  const stranger = given.person({ id: (people += 1), name: 'Пётр' })
  await stranger.says('/start')
  expect(stranger.screen().text).toContain('Вступите в чат волонтёров')
  expect(stranger.menus()).toBe(0)
})

it('a known visitor is found and booked in six taps and messages, on one menu', async () => {
  await maker.create(twoTimes())
  const surname = name()
  const id = await visitor(surname)
  await anna.says(surname)
  expect(anna.screen().text).toContain(surname)
  await anna.taps(/Стирка/)
  await anna.taps(/10:00–12:00/)
  expect(anna.screen().text).toContain('Держим до 12:10')
  expect(await holds(id)).toBe(1)
  await anna.taps('✅ Записать')
  expect(anna.screen().text).toContain('Запись сделана')
  expect(anna.deeds()).toBeLessThanOrEqual(6)
  expect(anna.menus()).toBe(1)
  expect(await activeOf(id)).toEqual([{ status: 'expected', source: 'bot', comment: null }])
  const looks = await given.pool.query(
    `SELECT actor_kind FROM audit_log WHERE action = 'visitor.viewed' AND subject_id = $1`,
    [id],
  )
  expect(looks.rows).toEqual([{ actor_kind: 'volunteers' }])
})

it('a new visitor is written down with consent and then offered registration only, in ten taps and messages', async () => {
  await maker.create(twoTimes())
  const surname = name()
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  await anna.says(`${surname} Ольга`)
  await anna.says('не телефон')
  expect(anna.screen().text).toContain('Это не похоже на номер телефона')
  await anna.says('8 916 123-45-67')
  expect(anna.screen().text).toContain('+7 (916) 123-45-67')
  await anna.taps(/согласен/)
  expect(
    anna
      .screen()
      .buttons.flat()
      .filter((text) => /Стирка|Душ/.test(text)),
  ).toEqual([])
  await anna.taps(/Первичная регистрация/)
  while (!anna.screen().buttons.flat().includes('✅ Записать')) await anna.taps(/\d\d:\d\d–/)
  await anna.taps('✅ Записать')
  // Two of them were the opening of the menu and the telephone that was none.
  expect(anna.deeds() - 2).toBeLessThanOrEqual(10)
  const { rows } = await given.pool.query(
    `SELECT v.status, v.phone, v.consent_recorded_by, p.status AS booked FROM visitors v
      JOIN participants p ON p.visitor_id = v.id WHERE v.last_name = $1`,
    [surname],
  )
  expect(rows).toEqual([{ status: 'new', phone: '+79161234567', consent_recorded_by: 'Анна', booked: 'expected' }])
})

it('somebody who looks like a known visitor is shown before they are created', async () => {
  const surname = name()
  const id = await visitor(surname)
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  await anna.says(`${surname} Мария`)
  expect(anna.screen().text).toContain('Похожие люди уже есть')
  await anna.taps('Другой человек')
  await anna.taps('Пропустить')
  await anna.taps(/согласен/)
  expect(anna.screen().text).toContain('регистрации ещё нет')
  const { rows } = await given.pool.query('SELECT id FROM visitors WHERE last_name = $1', [surname])
  expect(rows).toHaveLength(2)
  expect(rows.map((row: { id: string }) => row.id)).toContain(id)
})

it('whoever loses the last place to somebody else is told so in words and shown other times', async () => {
  await maker.create(twoTimes())
  const surname = name()
  const id = await visitor(surname)
  await anna.says(surname)
  await anna.taps(/Стирка/)
  const rival = await visitor(name())
  const shown = anna.telegram.messages().at(-1)
  const buttons = (shown?.markup?.inline_keyboard ?? []).flat() as { text: string; callback_data?: string }[]
  const target = buttons.find(({ text }) => text.includes('14:00–16:00 · 1 место'))
  const last = decode(target?.callback_data ?? '')?.action.id
  if (!shown || !target) throw new Error(anna.chat())
  expect((await maker.admin.post('/bookings', { visitor: rival, occurrence: last })).status).toBe(201)
  await anna.presses(target, shown)
  expect(anna.screen().text).toContain('Стирка: свободных мест здесь нет')
  expect(
    anna
      .screen()
      .buttons.flat()
      .some((text) => /\d\d:\d\d–/.test(text)),
  ).toBe(true)
  expect(await activeOf(id)).toEqual([])
})

it('a double tap on the last button books once, and says nothing over the success', async () => {
  await maker.create(twoTimes())
  const surname = name()
  const id = await visitor(surname)
  await anna.says(surname)
  await anna.taps(/Стирка/)
  await anna.taps(/10:00–12:00/)
  const shown = anna.telegram.messages().at(-1)
  const confirm = ((shown?.markup?.inline_keyboard ?? []).flat() as { text: string; callback_data?: string }[]).find(
    ({ text }) => text === '✅ Записать',
  )
  if (!shown || !confirm) throw new Error(anna.chat())
  const first = anna.telegram.presses(confirm, shown)
  const second = anna.telegram.presses(confirm, shown)
  await given.handled(first, second)
  expect(anna.answer()).toBe('')
  expect(anna.screen().text).toContain('Запись сделана')
  expect(await activeOf(id)).toHaveLength(1)
})

it('leaving gives the held place back and takes what is personal off the screen', async () => {
  await maker.create(twoTimes())
  const surname = name()
  const id = await visitor(surname)
  await anna.says(surname)
  await anna.taps(/Стирка/)
  await anna.taps(/10:00–12:00/)
  expect(await holds(id)).toBe(1)
  await anna.says('/cancel')
  expect(await holds(id)).toBe(0)
  expect(
    anna.telegram
      .messages()
      .map(({ text }) => text)
      .join(),
  ).not.toContain(surname)
  expect(anna.menus()).toBe(1)
})

it('a sticker, a photo and an unknown command are answered, and the conversation goes on where it was', async () => {
  const surname = name()
  await visitor(surname)
  await anna.says(surname)
  await anna.says('/pristan')
  expect(anna.screen().text).toContain('Такой команды нет')
  expect(anna.screen().text).toContain(surname)
  await anna.sendsDocument(Buffer.from('abc'), 'notes.txt')
  expect(anna.screen().text).toContain('прочитать не могу')
  expect(anna.menus()).toBe(1)
})

it('own bookings are listed and cancelled after a question', async () => {
  await maker.create(twoTimes())
  const surname = name()
  const id = await visitor(surname)
  await anna.says(surname)
  await anna.taps(/Душ/)
  while (!anna.screen().buttons.flat().includes('✅ Записать')) await anna.taps(/\d\d:\d\d–/)
  await anna.taps('✅ Записать')
  await anna.taps('🏠 Меню')
  await anna.taps('🗓 Мои записи')
  await anna.taps(new RegExp(surname))
  await anna.taps('❌ Отменить запись')
  expect((await activeOf(id))[0]?.status).toBe('expected')
  await anna.taps('❌ Да, отменить')
  expect((await activeOf(id))[0]?.status).toBe('cancelled')
  expect(anna.screen().text).toContain('Запись отменена')
})

it('on duty a volunteer marks somebody, takes it back, and writes a comment', async () => {
  const event = await maker.create({ ...twoTimes(), date: '2026-11-30', rrule: 'FREQ=DAILY;COUNT=3' })
  const surname = name()
  const id = await visitor(surname)
  const occurrence = (await occurrencesOf(given.app, event.id)).find(
    ({ capacity, date, service }) => capacity === 5 && date === '2026-11-30' && service === maker.service,
  )
  expect((await maker.admin.post('/bookings', { visitor: id, occurrence: occurrence?.id })).status).toBe(201)
  await anna.says('/start')
  await anna.taps('✅ Дежурство')
  await anna.taps(/10:00–12:00 · Стирка · 1/)
  await anna.taps(new RegExp(surname))
  await anna.taps('🟢 Присутствие')
  expect((await activeOf(id))[0]?.status).toBe('attended')
  await anna.taps(/^↩️ Вернуть: Фам/)
  expect((await activeOf(id))[0]?.status).toBe('expected')
  await anna.taps(new RegExp(surname))
  await anna.taps('💬 Комментарий')
  await anna.says('Придёт позже')
  expect(anna.screen().text).toContain('Комментарий сохранён')
  expect((await activeOf(id))[0]).toMatchObject({ status: 'expected', comment: 'Придёт позже' })
})

it('whoever is blocked by an administrator gets nothing more at once', async () => {
  await anna.says('/start')
  await given.pool.query('UPDATE volunteers SET blocked = true WHERE telegram_id = $1', [String(anna.id)])
  await anna.taps('🗓 Мои записи')
  expect(anna.screen().text).toContain('закрыл вам доступ')
  expect(anna.menus()).toBe(0)
})
