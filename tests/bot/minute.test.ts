import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { fits } from '@/bot/format/fit'
import { makeEvent, makePlace, makeService } from '../factories/schedule'
import { putOn } from '../factories/events'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'
import { makePeople, makeScene, NOON, today, type Known } from './scene'

let harness: Awaited<ReturnType<typeof startHarness>>
let scene: Awaited<ReturnType<typeof makeScene>>
let known: Known[]
let anna: Tester
let people = 500

beforeAll(async () => {
  harness = await startHarness({ now: NOON, run: inProcess })
  scene = await makeScene(harness.pool)
  // As in life: names of services that are long, a second place, and services that nobody can be booked on.
  const yasnaya = await makePlace(harness.pool, { title: 'Ясная' })
  const titles = ['Медицинская консультация', 'Стрижка', 'Комплект одежды', 'Содействие в получении медпомощи']
  const services = await Promise.all(titles.map((title) => makeService(harness.pool, { title })))
  await makeEvent(harness.pool, {
    place: yasnaya,
    dates: [scene.tomorrow],
    capacity: 30,
    lines: services.map((service, index) => ({
      service,
      startTime: `${String(9 + index).padStart(2, '0')}:30`,
      endTime: `${String(9 + index).padStart(2, '0')}:50`,
      capacity: 5,
    })),
  })
  await makeEvent(harness.pool, {
    place: scene.place,
    capacity: 30,
    dates: [scene.tomorrow],
    lines: [
      {
        service: await makeService(harness.pool, { title: 'Консультация психолога первичная' }),
        startTime: '13:00',
        endTime: '13:50',
        capacity: 5,
      },
    ],
  })
  known = await makePeople(harness.pool, 100)
})
afterAll(() => harness.close())
beforeEach(async () => {
  anna = harness.person({ id: (people += 1), member: true })
  await anna.says('/start')
})

/** What one has to read: the words of the screen and of its buttons. */
const letters = (): number => {
  const { text, buttons } = anna.screen()
  return text.length + buttons.flat().join('').length
}

/** Each deed is answered by one message at the most, and one menu is all there is to see. */
const counted = async (...deeds: (() => Promise<void>)[]): Promise<{ deeds: number; read: number }> => {
  const before = anna.deeds()
  let read = 0
  for (const deed of deeds) {
    const calls = harness.api.calls.length
    await deed()
    const sent = harness.api.calls
      .slice(calls)
      .filter(
        ({ method, params, answer }) =>
          /^send(Message|Photo)/.test(method) && Number(params.chat_id) === anna.id && answer?.ok,
      )
    expect({ sent: sent.length <= 1, menus: anna.menus() }, anna.chat()).toEqual({ sent: true, menus: 1 })
    read += letters()
  }
  return { deeds: anna.deeds() - before, read }
}
const taps = (label: string | RegExp) => () => anna.taps(label)
const says = (text: string) => () => anna.says(text)

const booked = async (surname: string, name = '%'): Promise<string[]> => {
  const { rows } = await harness.pool.query<{ what: string }>(
    `SELECT s.title || ' ' || p.status AS what FROM participants p JOIN visitors v ON v.id = p.visitor_id
      JOIN occurrences o ON o.id = p.occurrence_id JOIN services s ON s.id = o.service_id
      WHERE v.last_name = $1 AND v.first_name LIKE $2 ORDER BY o.starts_at`,
    [surname, name],
  )
  return rows.map(({ what }) => what)
}

it('a known visitor is booked in four taps and messages', async () => {
  const { deeds } = await counted(says('Белкин Пётр'), taps(/^Стирка/), taps(/завтра, 10:00/), taps('✅ Записать'))
  console.log(`A known visitor: ${deeds} taps and messages (at most 4)`)
  expect(deeds).toBeLessThanOrEqual(4)
  expect(anna.screen().text).toContain('Белкин')
  expect(await booked('Белкин', 'Пётр')).toEqual(['Стирка expected'])
})

it('three services of one day are booked in seven, after reading at most 1,500 characters', async () => {
  const { deeds, read } = await counted(
    says('Воронов'),
    taps(/^Воронов Пётр/),
    taps(/^Стирка/),
    taps(/завтра, 10:00/),
    taps(/^➕ Душ · 11:00/),
    taps(/^➕ Консультация пс.* · 13:00/),
    taps('✅ Записать'),
  )
  console.log(`Three services of one day: ${deeds} taps and messages (at most 7), ${read} characters (at most 1,500)`)
  expect(deeds).toBeLessThanOrEqual(7)
  expect(read).toBeLessThanOrEqual(1_500)
  expect(await booked('Воронов', 'Пётр')).toHaveLength(3)
})

it('a new visitor is written down and booked on a registration in eight', async () => {
  const { deeds } = await counted(
    taps(/Новый/),
    says('Новосельцева Тамара'),
    says('8 916 123-45-67, 1975'),
    taps(/согласен/),
    async () => {
      const services = anna
        .screen()
        .buttons.flat()
        .filter((text) => /^(Стирка|Душ|Регистрация)/.test(text))
      expect(services.map((text) => text.split(' ')[0])).toEqual(['Регистрация'])
      await anna.taps(/^Регистрация/)
    },
    taps(/завтра, 09:00/),
    taps('✅ Записать'),
  )
  console.log(`A new visitor with registration: ${deeds} taps and messages (at most 8)`)
  expect(deeds).toBeLessThanOrEqual(8)
  expect(await booked('Новосельцева')).toEqual(['Регистрация expected'])
})

it('the last of sixty people at the door is marked in four', async () => {
  const place = await makePlace(harness.pool, { title: 'Ночлежка' })
  const supper = await makeEvent(harness.pool, {
    place,
    dates: [today()],
    capacity: 80,
    lines: [
      {
        service: await makeService(harness.pool, { title: 'Ужин' }),
        startTime: '18:00',
        endTime: '19:30',
        capacity: 80,
      },
    ],
  })
  for (const { id } of known.slice(0, 60)) await putOn(harness.app, id, supper.occurrences[0]?.[0] ?? '')
  const last = known[59]
  const { deeds } = await counted(
    taps('✅ Дежурство'),
    taps(/Ужин/),
    says(last?.card.slice(-4) ?? ''),
    taps('🟢 Присутствие'),
  )
  console.log(`The last of 60 people marked: ${deeds} taps and messages (at most 4)`)
  expect(deeds).toBeLessThanOrEqual(4)
  expect(await booked(last?.surname ?? '', last?.name)).toEqual(['Ужин attended'])
})

it('a booking that somebody else made is cancelled in five', async () => {
  const someone = known[70]
  await putOn(harness.app, someone?.id ?? '', scene.event.occurrences[0]?.[0] ?? '')
  const { deeds } = await counted(
    says(someone?.card ?? ''),
    taps('Записи'),
    taps(/Стирка/),
    taps('❌ Отменить запись'),
    taps('❌ Да, отменить'),
  )
  console.log(`Somebody else's booking cancelled: ${deeds} taps and messages (at most 5)`)
  expect(deeds).toBeLessThanOrEqual(5)
  expect(await booked(someone?.surname ?? '', someone?.name)).toEqual(['Стирка cancelled'])
})

it('no screen of these ways had a button whose words a narrow phone cuts', () => {
  const shown = harness.api.calls.flatMap(({ params }) => {
    const markup = params.reply_markup as { inline_keyboard?: { text: string }[][] } | undefined
    return markup?.inline_keyboard ?? []
  })
  expect(shown.length).toBeGreaterThan(100)
  expect(shown.flatMap((row) => row.map(({ text }) => text).filter((text) => !fits(text, row.length)))).toEqual([])
})
