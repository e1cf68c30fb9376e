import { fits } from '@/bot/format/fit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventMaker, occurrencesOf } from '../factories/events'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let maker: Awaited<ReturnType<typeof eventMaker>>
let anna: Tester
let people = 400

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
const name = (): string => `Фам${Array.from(String((people += 1) * 7919), (digit) => letters[Number(digit)]).join('')}`
const labels = (): string[] => anna.screen().buttons.flat()
const bookingsOf = async (
  visitor: string,
): Promise<{ date: string; service: string; comment: string | null; at: string }[]> =>
  (
    await given.pool.query(
      `SELECT o.date, s.title AS service, b.comment, b.booked_at::text AS at FROM participants b
        JOIN occurrences o ON o.id = b.occurrence_id JOIN services s ON s.id = o.service_id WHERE b.visitor_id = $1
        AND b.status <> 'cancelled' ORDER BY o.starts_at`,
      [visitor],
    )
  ).rows as never
const holdsOf = async (visitor: string): Promise<number> =>
  (await given.pool.query('SELECT 1 FROM holds WHERE visitor_id = $1 AND expires_at > clock_timestamp()', [visitor]))
    .rows.length

/** With everything that search needs. */
const visitorCalled = async (lastName: string): Promise<string> => {
  const { status, body } = await maker.admin.post<{ doc: { id: string } }>('/visitors', {
    lastName,
    firstName: 'Мария',
    status: 'registered',
    allowDuplicate: true,
  })
  expect(status).toBe(201)
  return body.doc.id
}

const oneDay = (over: object = {}) => ({ type: 'oneOff', date: '2026-12-01', rrule: undefined, ...over })
const bothServices = () =>
  oneDay({
    title: name(),
    services: [
      { service: maker.service, startTime: '10:00', endTime: '12:00', capacity: 5 },
      { service: maker.shower, startTime: '12:00', endTime: '13:00', capacity: 3 },
    ],
  })

it('two services are booked in one go with one comment, each held meanwhile', async () => {
  await maker.create(bothServices())
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  await anna.taps('➕ Ещё услуга')
  expect(labels().some((label) => label.startsWith('Стирка'))).toBe(false)
  await anna.taps(/^Душ/)
  expect(await holdsOf(visitor)).toBe(2)
  expect(anna.screen().text).toContain('Держим до 12:10')
  await anna.taps('💬 Комментарий')
  await anna.says('Придёт с братом')
  expect(anna.screen().text).toContain('💬 Придёт с братом')
  await anna.taps('✅ Записать')
  expect(anna.screen().text).toMatch(/Запись сделана[\s\S]*10:00–12:00 Стирка[\s\S]*12:00–13:00 Душ/)
  const booked = await bookingsOf(visitor)
  expect(booked.map(({ service, comment }) => [service, comment])).toEqual([
    ['Стирка', 'Придёт с братом'],
    ['Душ', 'Придёт с братом'],
  ])
  expect({
    inOneGo: new Set(booked.map(({ at }) => at)).size,
    holds: await holdsOf(visitor),
    menus: anna.menus(),
  }).toEqual({ inOneGo: 1, holds: 0, menus: 1 })
})

it('of two services one is dropped before confirming: its place is free again, and the other is booked', async () => {
  await maker.create(bothServices())
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  await anna.taps('➕ Ещё услуга')
  await anna.taps(/^Душ/)
  await anna.taps('✏️ Изменить')
  await anna.taps('✖️ Стирка')
  expect(await holdsOf(visitor)).toBe(1)
  await anna.taps('✅ Записать')
  expect((await bookingsOf(visitor)).map(({ service }) => service)).toEqual(['Душ'])
})

it('all or none: when one of two is full at the last moment, nothing is booked and the other is still chosen', async () => {
  const event = await maker.create({
    ...bothServices(),
    services: [
      { service: maker.service, startTime: '10:00', endTime: '12:00', capacity: 5 },
      { service: maker.shower, startTime: '12:00', endTime: '13:00', capacity: 1 },
    ],
  })
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  await anna.taps('➕ Ещё услуга')
  await anna.taps(/^Душ/)
  // The holds run out, and somebody else takes the last place of the shower.
  await given.pool.query(
    `UPDATE holds SET expires_at = clock_timestamp() - interval '1 second' WHERE visitor_id = $1`,
    [visitor],
  )
  const shower = (await occurrencesOf(given.app, event.id)).find(({ capacity }) => capacity === 1)
  expect(
    (await maker.admin.post('/bookings', { visitor: await visitorCalled(name()), occurrence: shower?.id })).status,
  ).toBe(201)
  await anna.taps('✅ Записать')
  expect(anna.screen().text).toContain('Душ: свободных мест здесь нет')
  expect(await bookingsOf(visitor)).toEqual([])
  await anna.taps('✅ Записать')
  expect((await bookingsOf(visitor)).map(({ service }) => service)).toEqual(['Стирка'])
})

it('a place is chosen first: only its services and dates are offered, until all places are again', async () => {
  const { body } = await maker.admin.post<{ doc: { id: string } }>('/places', {
    title: 'Ночлежка',
    timezone: 'Europe/Moscow',
  })
  await maker.create(bothServices())
  await maker.create(
    oneDay({
      title: name(),
      place: body.doc.id,
      date: '2026-12-03',
      services: [{ service: maker.service, startTime: '15:00', endTime: '16:00', capacity: 5 }],
    }),
  )
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  expect(labels().filter((label) => /^(Стирка|Душ)/.test(label))).toHaveLength(2)
  await anna.taps('📍 Все места')
  expect(labels()).toEqual(expect.arrayContaining(['Все места', 'Цветной бульвар', 'Ночлежка']))
  await anna.taps('Ночлежка')
  expect(labels().filter((label) => /^(Стирка|Душ)/.test(label))).toEqual([
    expect.stringMatching(/^Стирка · чт, 3 декабря/),
  ])
  await anna.taps('📍 Ночлежка')
  await anna.taps('Все места')
  expect(labels().filter((label) => /^(Стирка|Душ)/.test(label))).toHaveLength(2)
  await anna.taps('📍 Все места')
  await anna.taps('Ночлежка')
  await anna.taps(/^Стирка/)
  expect(anna.screen().text).toMatch(/Записать\?[\s\S]*Ночлежка[\s\S]*15:00–16:00/)
  await anna.taps('✅ Записать')
  expect((await bookingsOf(visitor)).map(({ date }) => date)).toEqual(['2026-12-03'])
})

it('many dates are a calendar of those with free places, with arrows to the months that have some', async () => {
  const event = await maker.create({
    title: name(),
    date: '2026-12-01',
    rrule: 'FREQ=DAILY;INTERVAL=3',
    services: [
      {
        service: maker.service,
        startTime: '10:00',
        endTime: '12:00',
        capacity: 1,
        bookingWindow: { value: 50, unit: 'days' },
      },
    ],
  })
  const full = (await occurrencesOf(given.app, event.id)).find(({ date }) => date === '2026-12-07')
  expect(
    (await maker.admin.post('/bookings', { visitor: await visitorCalled(name()), occurrence: full?.id })).status,
  ).toBe(201)
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  await anna.taps(/^Стирка/)
  await anna.taps(/^📅 Все дни/)
  const days = (): number[] =>
    labels()
      .filter((label) => /^\d+$/.test(label))
      .map(Number)
  expect(anna.screen().text).toContain('Декабрь 2026')
  expect(days()).toEqual([1, 4, 10, 13, 16, 19, 22, 25, 28, 31])
  expect(labels().filter((label) => /[‹›]/.test(label))).toEqual(['Январь 2027 ›'])
  await anna.taps('Январь 2027 ›')
  expect(days()).toEqual([3, 6, 9, 12, 15, 18])
  expect(labels().filter((label) => /[‹›]/.test(label))).toEqual(['‹ Декабрь 2026'])
  await anna.taps('‹ Декабрь 2026')
  expect(days()).toContain(31)
  await anna.taps('Январь 2027 ›')
  await anna.taps('12')
  await anna.taps('✅ Записать')
  expect((await bookingsOf(visitor)).map(({ date }) => date)).toEqual(['2027-01-12'])
  expect(anna.menus()).toBe(1)
})

it('at the door a booking is cancelled only after a question, and not at all when the answer is no', async () => {
  const event = await maker.create(
    oneDay({
      title: name(),
      date: '2026-11-30',
      services: [{ service: maker.service, startTime: '16:00', endTime: '17:00', capacity: 5 }],
    }),
  )
  const surname = name()
  const visitor = await visitorCalled(surname)
  expect(
    (await maker.admin.post('/bookings', { visitor, occurrence: (await occurrencesOf(given.app, event.id))[0]?.id }))
      .status,
  ).toBe(201)
  await anna.says('/start')
  await anna.taps('✅ Дежурство')
  await anna.taps(/16:00–17:00/)
  await anna.taps(new RegExp(surname))
  await anna.taps('❌ Отменить')
  expect(anna.screen().text).toContain('Отменить эту запись?')
  await anna.taps('← Не отменять')
  expect(await bookingsOf(visitor)).toHaveLength(1)
  await anna.taps('❌ Отменить')
  await anna.taps('❌ Да, отменить')
  expect(anna.screen().text).toContain('Запись отменена')
  expect(await bookingsOf(visitor)).toEqual([])
})

it('a menu that was deleted comes back with the next tap on it or word; an edited message is answered and changes nothing', async () => {
  const surname = name()
  await visitorCalled(surname)
  await anna.says('/start')
  const [menu] = anna.telegram.messages().filter(({ from }) => from.is_bot)
  if (!menu) throw new Error(anna.chat())
  anna.telegram.deletes(menu.id)
  await anna.says(surname)
  expect({ menus: anna.menus(), opened: anna.screen().text.includes(surname) }).toEqual({ menus: 1, opened: true })
  const written = anna.telegram
    .messages()
    .filter(({ from }) => !from.is_bot)
    .at(-1)
  await anna.rewrites(written?.id ?? 0, 'совсем другое')
  expect(anna.screen().text).toMatch(new RegExp(`${surname}[\\s\\S]*Исправленное сообщение я не перечитываю`))
  const shown = anna.telegram
    .messages()
    .filter(({ from }) => from.is_bot)
    .at(-1)
  const tab = shown?.markup?.inline_keyboard.flat().find(({ text }) => text === 'История')
  if (!shown || !tab) throw new Error(anna.chat())
  anna.telegram.deletes(shown.id)
  await anna.presses(tab as { text: string }, shown)
  expect(anna.screen().text).toContain('Посещений ещё не было')
  expect(anna.menus()).toBe(1)
})

it('another volunteer’s button does nothing and says whose it is', async () => {
  const boris = given.person({ id: (people += 1), name: 'Борис', member: true })
  const surname = name()
  await visitorCalled(surname)
  await boris.says(surname)
  const theirs = boris.telegram.messages().at(-1)
  const tab = theirs?.markup?.inline_keyboard.flat().find(({ text }) => text === 'История')
  if (!theirs || !tab) throw new Error(boris.chat())
  await anna.says('/start')
  const before = boris.chat()
  await anna.presses(tab as { text: string }, theirs)
  expect(anna.answer()).toContain('другого волонтёра')
  expect(boris.chat()).toBe(before)
  expect(anna.screen().text).toContain('Здравствуйте')
})

it('a catalogue of many services fits a thumb: pages of short buttons, the nearest first, and what is too long for a button is said above it', async () => {
  const titles = [
    ...Array.from({ length: 13 }, (_, index) => `Услуга ${letters[index % 10]}${index}`),
    'Содействие в получении медицинской помощи в стационаре',
  ]
  const services: object[] = []
  for (const [index, title] of titles.entries()) {
    const { body } = await maker.admin.post<{ doc: { id: string } }>('/services', {
      title,
      capacity: 5,
      minutes: 30,
      bookingWindow: { value: 20, unit: 'days' },
    })
    const hour = String(8 + ((index * 5) % 12)).padStart(2, '0')
    services.push({ service: body.doc.id, startTime: `${hour}:00`, endTime: `${hour}:30`, capacity: 5 })
  }
  await maker.create(oneDay({ title: name(), startTime: '08:00', endTime: '21:00', services }))
  const surname = name()
  const visitor = await visitorCalled(surname)
  await anna.says(surname)
  const offered: string[] = []
  for (;;) {
    const { buttons, text } = anna.screen()
    expect(buttons.length).toBeLessThanOrEqual(9)
    for (const row of buttons) for (const label of row) expect(fits(label, row.length), label).toBe(true)
    offered.push(...buttons.flat().filter((label) => /^(Услуга|Содействие)/.test(label)))
    if (buttons.flat().some((label) => label.startsWith('Содействие')))
      expect(text).toContain('Содействие в получении медицинской помощи в стационаре: завтра')
    if (!buttons.flat().includes('Дальше ›')) break
    await anna.taps('Дальше ›')
  }
  expect(new Set(offered).size).toBe(titles.length)
  expect(offered[0]).toMatch(/^Услуга \S+ · завтра$/)
  await anna.taps(/^Услуга/)
  await anna.taps('✅ Записать')
  expect(await bookingsOf(visitor)).toHaveLength(1)
})

it('“no phone” in words is no phone, and what was mistyped in a new visitor is corrected before they are created', async () => {
  const [wrong, right] = [name(), name()]
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  await anna.says(`${wrong} Мария`)
  await anna.says('нет телефона')
  expect(anna.screen().text).toContain('Человек согласен')
  await anna.taps('✏️ Имя')
  await anna.says(`${right} Марина`)
  await anna.says('8 (916) 123-45-99')
  expect(anna.screen().text).toContain('+7 (916) 123-45-99')
  await anna.says('ходит с костылём')
  expect(anna.screen().text).toContain('💬 ходит с костылём')
  await anna.taps(/согласен/)
  const { rows } = await given.pool.query(
    'SELECT last_name, first_name, phone, comment FROM visitors WHERE last_name = ANY($1)',
    [[wrong, right]],
  )
  expect(rows).toEqual([{ last_name: right, first_name: 'Марина', phone: '+79161234599', comment: 'ходит с костылём' }])
})

// The last one: the group is another from here on.
it('when the volunteers’ group becomes a supergroup, volunteers stay volunteers, new ones get in, and who leaves is out', async () => {
  await anna.says('/start')
  const moved = -1_002_000_000_002
  given.group.moveTo(moved)
  given.app.setNow('2026-11-30T09:05:00Z')
  await anna.taps('🗓 Мои записи')
  expect(anna.screen().text).toContain('Мои записи')
  const supergroup = given.api.chats.chats.get(moved)
  if (!supergroup) throw new Error('there is no supergroup')
  const vera = given.person({ id: (people += 1), name: 'Вера' })
  await given.handled(vera.telegram.becomes('member', supergroup))
  await vera.says('/start')
  expect(vera.screen().text).toContain('Здравствуйте, Вера')
  await given.handled(anna.telegram.becomes('left', supergroup))
  await anna.taps('🏠 Меню')
  expect(anna.screen().text).toContain('Вас больше нет в чате волонтёров')
})
