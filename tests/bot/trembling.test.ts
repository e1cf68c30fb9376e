import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventMaker, occurrencesOf, putOn } from '../factories/events'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let maker: Awaited<ReturnType<typeof eventMaker>>
let anna: Tester
let people = 700

beforeAll(async () => {
  given = await startHarness({ now: '2026-11-30T09:00:00Z', run: inProcess })
  maker = await eventMaker(given.app)
})
afterAll(() => given.close())
beforeEach(async () => {
  await given.pool.query('UPDATE events SET archived_at = now()')
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
})

const letters = 'абвгдежзик'
/** A name that is like no other. */
const name = (): string => `Дро${Array.from(String((people += 1) * 7919), (digit) => letters[Number(digit)]).join('')}`
const visitorCalled = async (lastName: string): Promise<string> => {
  const { body } = await maker.admin.post<{ doc: { id: string } }>('/visitors', {
    lastName,
    firstName: 'Мария',
    status: 'registered',
    allowDuplicate: true,
  })
  return body.doc.id
}
const holdsOf = async (visitor: string): Promise<number> =>
  (await given.pool.query('SELECT 1 FROM holds WHERE visitor_id = $1 AND expires_at > clock_timestamp()', [visitor]))
    .rows.length
const statusesOf = async (visitor: string): Promise<{ status: string; comment: string | null }[]> =>
  (
    await given.pool.query<{ status: string; comment: string | null }>(
      `SELECT p.status, p.comment FROM participants p JOIN occurrences o ON o.id = p.occurrence_id
        WHERE visitor_id = $1 ORDER BY o.starts_at`,
      [visitor],
    )
  ).rows

/** The same button of the same screen, as often as a thumb trembles. */
const tapsAgain = async (label: string | RegExp, times: number): Promise<void> => {
  const shown = anna.telegram
    .messages()
    .filter(({ from }) => from.is_bot)
    .at(-1)
  const buttons = (shown?.markup?.inline_keyboard ?? []).flat() as { text: string }[]
  const button = buttons.find(({ text }) => (typeof label === 'string' ? text === label : label.test(text)))
  if (!shown || !button) throw new Error(`no ${String(label)}\n${anna.chat()}`)
  await given.handled(...Array.from({ length: times }, () => anna.telegram.presses(button, shown)))
}

const twoServices = (over: object = {}) => ({
  title: name(),
  type: 'oneOff',
  date: '2026-12-01',
  rrule: undefined,
  services: [
    { service: maker.service, startTime: '10:00', endTime: '12:00', capacity: 5 },
    { service: maker.service, startTime: '14:00', endTime: '15:00', capacity: 5 },
    { service: maker.shower, startTime: '12:00', endTime: '13:00', capacity: 3 },
  ],
  ...over,
})
const toSummary = async (): Promise<string> => {
  await maker.create(twoServices())
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  await anna.taps(/10:00–12:00/)
  return visitor
}

it('whoever opens the same person anew hears that what was chosen is not booked', async () => {
  await maker.create(twoServices())
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  await anna.taps(/10:00–12:00/)
  expect(await holdsOf(visitor)).toBe(1)
  await anna.says(surname)
  await anna.taps(/^🔎 Это был поиск/)
  expect(anna.screen().text).toContain(surname)
  expect(anna.screen().text).toContain('Запись не сделана')
  expect(await holdsOf(visitor)).toBe(0)
})

it('ten taps on “book” are one booking, and nothing is said over the success', async () => {
  const visitor = await toSummary()
  await tapsAgain('✅ Записать', 10)
  expect(await statusesOf(visitor)).toEqual([{ status: 'expected', comment: null }])
  expect(anna.answer()).toBe('')
  expect(anna.screen().text).toContain('Запись сделана')
  expect(anna.chat()).not.toContain('старая кнопка')
})

it('an older button, that is not the last one tapped, says that it is old and does nothing', async () => {
  const visitor = await toSummary()
  const shown = anna.telegram.messages().at(-1)
  const confirm = (shown?.markup?.inline_keyboard ?? []).flat().find(({ text }) => text === '✅ Записать')
  await anna.taps('💬 Комментарий')
  if (!shown || !confirm) throw new Error(anna.chat())
  await anna.presses(confirm as { text: string }, shown)
  expect(anna.answer()).toContain('старая кнопка')
  expect(await statusesOf(visitor)).toEqual([])
})

it('going for one more service and back, with a trembling thumb, loses nothing of what is chosen', async () => {
  const visitor = await toSummary()
  await anna.taps('➕ Ещё услуга')
  await tapsAgain('← К записи', 2)
  expect(anna.screen().text).toMatch(/Записать\?[\s\S]*10:00–12:00 Стирка/)
  expect(await holdsOf(visitor)).toBe(1)
  await anna.taps('🕐 Время')
  expect(anna.screen().text).toContain('Стирка')
  expect(await holdsOf(visitor)).toBe(1)
  await tapsAgain('← К записи', 2)
  expect(anna.screen().text).toMatch(/10:00–12:00 Стирка/)
})

it('another time takes the place of the old one, and only of that one', async () => {
  const visitor = await toSummary()
  await anna.taps(/^➕ Душ · 12:00/)
  expect(await holdsOf(visitor)).toBe(2)
  await anna.taps('✏️ Изменить')
  await anna.taps('🕐 Стирка')
  await anna.taps(/14:00–15:00/)
  expect(anna.screen().text).toMatch(/14:00–15:00 Стирка[\s\S]*12:00–13:00 Душ/)
  expect(anna.screen().text).not.toContain('10:00–12:00')
  expect(await holdsOf(visitor)).toBe(2)
  await anna.taps('✏️ Изменить')
  await anna.taps('✖️ Стирка')
  expect(anna.screen().text).toMatch(/Записать\?[\s\S]*12:00–13:00 Душ/)
  expect(await holdsOf(visitor)).toBe(1)
  await anna.taps('🕐 Время')
  expect(anna.screen().text).toMatch(/12:00–13:00 Душ[\s\S]*Другого свободного времени у этой услуги нет/)
})

it('what is typed at the confirmation is a comment, more of it is added, and a search is one tap away', async () => {
  const visitor = await toSummary()
  await anna.says('без лактозы')
  expect(anna.screen().text).toMatch(/10:00–12:00 Стирка[\s\S]*💬 без лактозы[\s\S]*Это комментарий/)
  await anna.says('придёт с братом')
  expect(anna.screen().text).toMatch(/💬 без лактозы\nпридёт с братом/)
  expect(await holdsOf(visitor)).toBe(1)
  const other = name()
  await visitorCalled(other)
  await anna.says(other)
  await anna.taps(/^🔎 Это был поиск/)
  expect(anna.screen().text).toContain(other)
  expect(anna.screen().text).toContain('Запись не сделана')
  expect(await holdsOf(visitor)).toBe(0)
})

it('whoever goes back to the menu with something chosen hears that it is not booked', async () => {
  const visitor = await toSummary()
  await anna.taps('🏠 Меню')
  expect(anna.screen().text).toContain('Запись не сделана, место снова свободно')
  expect(await holdsOf(visitor)).toBe(0)
})

it('the last place that somebody else is just being booked on is not called taken, and is said once', async () => {
  await maker.create(
    twoServices({ services: [{ service: maker.shower, startTime: '12:00', endTime: '13:00', capacity: 1 }] }),
  )
  const boris = given.person({ id: (people += 1), name: 'Борис', member: true })
  const [one, other] = [name(), name()]
  await visitorCalled(one)
  await visitorCalled(other)
  await boris.says(one)
  await boris.taps(/^Душ/)
  expect(boris.screen().text).toContain('Записать?')
  await anna.says(other)
  const { text } = anna.screen()
  expect(text).toMatch(/🚫 Душ: последнее место сейчас оформляет другой волонтёр.*\d\d:\d\d/)
  expect(text.match(/Душ/g)).toHaveLength(1)
  expect(text).not.toContain('мест здесь нет')
})

it('a time says how many places this person could have: what the day has left, not what the service has', async () => {
  const event = await maker.create(twoServices({ capacity: 6 }))
  const noon = (await occurrencesOf(given.app, event.id)).find(({ capacity }) => capacity === 3)
  for (let count = 0; count < 2; count += 1) await putOn(given.app, await visitorCalled(name()), noon?.id ?? '')
  await given.pool.query(`UPDATE event_days SET capacity = 4 WHERE event_id = $1`, [event.id]).catch(() => undefined)
  const surname = name()
  await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  const left = Number(
    (await given.pool.query('SELECT capacity - participants AS left FROM event_days WHERE event_id = $1', [event.id]))
      .rows[0].left,
  )
  expect(left).toBeLessThan(5)
  expect(
    anna
      .screen()
      .buttons.flat()
      .filter((text) => /\d\d:\d\d/.test(text)),
  ).toEqual([
    expect.stringMatching(new RegExp(`10:00–12:00 · ${left} `)),
    expect.stringMatching(new RegExp(`14:00–15:00 · ${left} `)),
  ])
})

it('a place that was chosen stays chosen for the next visitor', async () => {
  const { body } = await maker.admin.post<{ doc: { id: string } }>('/places', {
    title: 'Дальняя',
    timezone: 'Europe/Moscow',
  })
  await maker.create(twoServices())
  await maker.create(twoServices({ place: body.doc.id, date: '2026-12-03' }))
  const [one, other] = [name(), name()]
  await visitorCalled(one)
  await visitorCalled(other)
  await anna.says(one)
  expect(anna.screen().buttons.flat()).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Стирка · завтра · Цветной/)]),
  )
  await anna.taps('📍 Все места')
  await anna.taps('Дальняя')
  expect(anna.screen().buttons.flat()).toEqual(expect.arrayContaining(['📍 Дальняя', 'Стирка · чт, 3 декабря']))
  await anna.says(other)
  expect(anna.screen().text).toContain(other)
  expect(anna.screen().buttons.flat()).toEqual(expect.arrayContaining(['📍 Дальняя', 'Стирка · чт, 3 декабря']))
})
