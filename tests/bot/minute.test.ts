import { afterAll, beforeAll, expect, it } from 'vitest'
import { startProcessHarness, type Tester } from './harness'
import { makePeople, makeScene } from './scene'

let harness: Awaited<ReturnType<typeof startProcessHarness>>

beforeAll(async () => {
  harness = await startProcessHarness()
  await makeScene(harness.pool)
  await makePeople(harness.pool, 40)
  harness.start()
})
afterAll(() => harness.close())

/** Each deed is answered by one message at the most, and one menu is all there is to see. */
const briefly =
  (anna: Tester) =>
  async (deed: () => Promise<void>): Promise<void> => {
    const before = harness.api.calls.length
    await deed()
    const sent = harness.api.calls
      .slice(before)
      .filter(
        ({ method, params, answer }) =>
          /^send(Message|Photo)/.test(method) && Number(params.chat_id) === anna.id && answer?.ok,
      )
    expect({ sent: sent.length <= 1, menus: anna.menus() }, anna.chat()).toEqual({ sent: true, menus: 1 })
  }

const booked = async (surname: string): Promise<string[]> => {
  const { rows } = await harness.pool.query<{ what: string }>(
    `SELECT s.title || ' ' || p.status AS what FROM participants p JOIN visitors v ON v.id = p.visitor_id
      JOIN occurrences o ON o.id = p.occurrence_id JOIN services s ON s.id = o.service_id WHERE v.last_name = $1`,
    [surname],
  )
  return rows.map(({ what }) => what)
}

const firstDay = (anna: Tester): string =>
  anna
    .screen()
    .buttons.flat()
    .find((text) => /^\d{1,2}$/.test(text)) ?? 'no day'
const firstTime = (anna: Tester): string =>
  anna
    .screen()
    .buttons.flat()
    .find((text) => /^\d{1,2}:\d{2}–/.test(text)) ?? 'no time'

it('a known visitor is found and booked in at most six taps and messages', async () => {
  const anna = harness.person({ id: 501, member: true })
  const brief = briefly(anna)
  await brief(() => anna.says('/start'))
  const before = anna.deeds()
  await brief(() => anna.says('Белкин'))
  await brief(() => anna.taps(/^Белкин Пётр/))
  await brief(() => anna.taps(/^Стирка/))
  await brief(() => anna.taps(firstDay(anna)))
  await brief(() => anna.taps(firstTime(anna)))
  await brief(() => anna.taps(/Записать/))
  const deeds = anna.deeds() - before
  console.log(`A known visitor: ${deeds} taps and messages (at most 6)`)
  expect(deeds).toBeLessThanOrEqual(6)
  expect(anna.screen().text).toContain('Белкин')
  expect(await booked('Белкин')).toEqual(['Стирка expected'])
})

it('a new visitor is created and booked in at most ten, on a registration first', async () => {
  const vera = harness.person({ id: 502, name: 'Вера', member: true })
  const brief = briefly(vera)
  await brief(() => vera.says('/start'))
  const before = vera.deeds()
  await brief(() => vera.taps(/Новый/))
  await brief(() => vera.says('Новосельцева Тамара'))
  await brief(() => vera.says('8 916 123-45-67'))
  await brief(() => vera.taps(/согласен/))
  const services = vera
    .screen()
    .buttons.flat()
    .filter((text) => /^(Стирка|Душ|Регистрация)/.test(text))
  expect(services.map((text) => text.split(' ')[0])).toEqual(['Регистрация'])
  await brief(() => vera.taps(/^Регистрация/))
  await brief(() => vera.taps(firstDay(vera)))
  await brief(() => vera.taps(firstTime(vera)))
  await brief(() => vera.taps(/Записать/))
  const deeds = vera.deeds() - before
  console.log(`A new visitor: ${deeds} taps and messages (at most 10)`)
  expect(deeds).toBeLessThanOrEqual(10)
  expect(await booked('Новосельцева')).toEqual(['Регистрация expected'])
})
