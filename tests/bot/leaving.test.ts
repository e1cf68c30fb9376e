import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { eventMaker, occurrencesOf } from '../factories/events'
import { startHarness, type Tester } from './harness'
import { inProcess } from './in-process'

let given: Awaited<ReturnType<typeof startHarness>>
let maker: Awaited<ReturnType<typeof eventMaker>>
let anna: Tester
let surname = ''
let visitor = ''
let people = 900

beforeAll(async () => {
  given = await startHarness({ now: '2026-11-30T06:00:00Z', run: inProcess })
  maker = await eventMaker(given.app)
})
afterAll(() => given.close())

const letters = 'абвгдежзик'
beforeEach(async () => {
  await given.pool.query('DELETE FROM participants')
  await given.pool.query('UPDATE events SET archived_at = now()')
  anna = given.person({ id: (people += 1), name: 'Анна', member: true })
  surname = `Уход${Array.from(String(people * 7919), (digit) => letters[Number(digit)]).join('')}`
  visitor = (
    await maker.admin.post<{ doc: { id: string } }>('/visitors', {
      lastName: surname,
      firstName: 'Мария',
      status: 'registered',
      allowDuplicate: true,
    })
  ).body.doc.id
  // Thirteen dates, two times a day: enough for a calendar and a choice of times.
  const times = [
    ['10:00', '11:00'],
    ['12:00', '13:00'],
  ] as const
  const event = await maker.create({
    date: '2026-11-30',
    rrule: 'FREQ=DAILY;COUNT=13',
    services: times.map(([startTime, endTime]) => ({ service: maker.service, startTime, endTime, capacity: 5 })),
  })
  const [today] = (await occurrencesOf(given.app, event.id))
    .filter(({ date }) => date === '2026-11-30')
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
  booking = async () =>
    expect((await maker.admin.post('/bookings', { visitor, occurrence: today?.id })).body).toMatchObject({
      participants: [{ status: 'expected' }],
    })
})
let booking: () => Promise<void>

const labels = (): string[] => anna.screen().buttons.flat()
const onward = async (until: string): Promise<void> => {
  for (let steps = 0; steps < 6 && !labels().includes(until); steps += 1) await anna.taps(/\d\d:\d\d–/)
}
const toService = async (): Promise<void> => {
  await anna.says(surname)
  await anna.taps(/^Стирка/)
}
const toSummary = async (): Promise<void> => {
  await toService()
  await onward('✅ Записать')
}
const toNew = async (...answers: string[]): Promise<void> => {
  await anna.says('/start')
  await anna.taps('➕ Новый посетитель')
  for (const answer of answers) await anna.says(answer)
}
const toDoor = async (): Promise<void> => {
  await booking()
  await anna.says('/start')
  await anna.taps('✅ Дежурство')
  while (!labels().some((label) => label.startsWith('10:00–11:00 · Стирка · 1'))) await anna.taps('Дальше ›')
  await anna.taps(/10:00–11:00 · Стирка · 1/)
  await anna.taps(new RegExp(surname))
}

const STEPS: [string, () => Promise<void>][] = [
  ['nothing was begun', async () => anna.says('/start')],
  ['nobody was found', async () => anna.says('Нетнигдетакого')],
  ['a profile is open', async () => anna.says(surname)],
  ['a date is asked for', toService],
  ['a place is held', toSummary],
  ['a comment on a booking is asked for', async () => (await toSummary(), await anna.taps('💬 Комментарий'))],
  ['another service is asked for', async () => (await toSummary(), await anna.taps('➕ Ещё услуга'))],
  ['a name is asked for', async () => toNew()],
  ['a name was no name', async () => toNew('12345')],
  ['a phone is asked for', async () => toNew('Новенькая Ольга')],
  ['consent is asked for', async () => toNew('Новенькая Ольга', '8 916 123-45-67')],
  ['likely duplicates are shown', async () => toNew(`${surname} Мария`, 'нет')],
  ['own bookings are open', async () => (await anna.says('/start'), await anna.taps('🗓 Мои записи'))],
  ['a person at the door is open', toDoor],
  ['a comment at the door is asked for', async () => (await toDoor(), await anna.taps('💬 Комментарий'))],
]

it.each(STEPS)(
  '/cancel when %s: back in the menu, nobody on the screen, nothing held and nothing written',
  async (_, walk) => {
    const before = (
      await given.pool.query(
        'SELECT count(*)::int AS visitors, (SELECT count(*)::int FROM participants) AS bookings FROM visitors',
      )
    ).rows[0] as object
    await walk()
    const booked = (await given.pool.query('SELECT 1 FROM participants WHERE visitor_id = $1', [visitor])).rows.length
    await anna.says('/cancel')
    expect(labels()).toEqual(expect.arrayContaining(['➕ Новый посетитель', '🗓 Мои записи', '✅ Дежурство']))
    expect(
      anna.telegram
        .messages()
        .map(({ text }) => text)
        .join(),
    ).not.toMatch(new RegExp(`${surname}|Новенькая|916`))
    expect(
      (
        await given.pool.query('SELECT 1 FROM holds WHERE visitor_id = $1 AND expires_at > clock_timestamp()', [
          visitor,
        ])
      ).rows,
    ).toEqual([])
    expect(
      (
        await given.pool.query(
          `SELECT count(*)::int - $1::int AS bookings, (SELECT count(*)::int FROM visitors) AS visitors
            FROM participants`,
          [booked],
        )
      ).rows[0],
    ).toEqual(before)
    expect(anna.menus()).toBe(1)
  },
)
