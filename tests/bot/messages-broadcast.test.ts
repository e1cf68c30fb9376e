import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeWorld, type World } from './messages-world'

let world: World

beforeAll(async () => {
  world = await makeWorld({ at: '2026-11-20T09:00:00Z' })
})
afterAll(() => world.close())

const PEOPLE = 10_000

test('ten thousand are told within Telegram’s thirty a second, each once, and it comes to an end', async () => {
  const { id } = await world.events.create({ type: 'oneOff', date: '2026-11-24', rrule: undefined, title: 'Стирка' })
  for (let person = 0; person < PEOPLE; person += 1) world.api.person({ id: 1_000_000 + person, first_name: 'Вера' })
  await world.pool.query(
    `INSERT INTO volunteers (id, name, telegram_id) SELECT gen_random_uuid(), 'Вера', (1000000 + n)::text
      FROM generate_series(0, $1 - 1) n`,
    [PEOPLE],
  )
  await world.pool.query(
    `INSERT INTO messages (kind, recipient_kind, recipient_id, payload)
      SELECT 'eventAnnounced', 'volunteers', id::text, jsonb_build_object('event', $1::text) FROM volunteers`,
    [id],
  )
  const before = world.clock.time
  await world.work({ seconds: 450 })
  const sent = world.api.calls.filter(({ method }) => method === 'sendMessage')
  expect(new Set(sent.map(({ params }) => String(params.chat_id))).size).toBe(PEOPLE)
  expect(sent.every(({ answer }) => answer?.ok)).toBe(true)
  expect(sent).toHaveLength(PEOPLE)
  expect((await world.pool.query(`SELECT count(*)::int AS left FROM messages WHERE status <> 'sent'`)).rows).toEqual([
    { left: 0 },
  ])
  expect(Math.max(...sent.map(({ at }) => at)) - before).toBeLessThan(420_000)
}, 120_000)
