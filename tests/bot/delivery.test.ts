import type { Pool } from 'pg'
import type { Update } from 'telegraf/types'
import { expect, it } from 'vitest'
import { violations } from '../factories/invariants'
import { startProcessHarness } from './harness'
import { randomFrom, Robot, type Wish } from './robot'
import { makePeople, makeScene, strangerNumber } from './scene'

const PEOPLE = 6
const TURNS = 26

/** Everything the evening has left behind, by what people call things. */
const remains = async (pool: Pool): Promise<Record<string, string[]>> => {
  const column = async (text: string): Promise<string[]> =>
    (await pool.query<{ what: string }>(text)).rows.map(({ what }) => what)
  return {
    participants: await column(
      `SELECT concat_ws(' ', v.full_name, s.title, o.date, o.starts_at, p.status, p.source, b.telegram_id) AS what
        FROM participants p
         JOIN visitors v ON v.id = p.visitor_id JOIN occurrences o ON o.id = p.occurrence_id
           JOIN services s ON s.id = o.service_id
         LEFT JOIN volunteers b ON b.id::text = p.booked_by_value::text ORDER BY 1`,
    ),
    visitors: await column(`SELECT concat_ws(' ', full_name, status) AS what FROM visitors ORDER BY 1`),
    messages: await column(
      `SELECT concat_ws(' ', m.kind, v.telegram_id) AS what FROM messages m LEFT
        JOIN volunteers v ON v.id::text = m.recipient_id::text ORDER BY 1`,
    ),
    volunteers: await column('SELECT telegram_id AS what FROM volunteers ORDER BY 1'),
    conversations: await column(`SELECT concat_ws(' ', chat_id, state->>'at') AS what FROM conversations ORDER BY 1`),
    audit: await column(
      `SELECT concat_ws(' ', action, count(*)) AS what FROM audit_log WHERE action ~ '^(participant|visitor)'
        AND action !~ 'viewed|read' GROUP BY action ORDER BY 1`,
    ),
  }
}

const evening = async (delivery: {
  extra?: (update: Update) => number
  random?: () => number
}): Promise<Record<string, string[]>> => {
  const harness = await startProcessHarness()
  try {
    await makeScene(harness.pool, { capacity: 30, dayCapacity: 200 })
    const known = await makePeople(harness.pool, PEOPLE * 5)
    harness.api.updates.delivery = delivery
    harness.start()
    const robots = Array.from({ length: PEOPLE }, (_, index) => {
      const random = randomFrom(index + 1)
      let turn = 0
      const nextWish = (): Wish => {
        turn += 1
        const own = known.filter((_, at) => at % PEOPLE === index)
        const { card, surname, name } = own[turn % own.length] ?? own[0] ?? { card: '', surname: '', name: '' }
        return turn % 3 === 2
          ? { card: null, ...strangerNumber(index * 100 + turn), service: 'Регистрация' }
          : { card, surname, name, service: turn % 2 ? 'Стирка' : 'Душ' }
      }
      return new Robot(harness.person({ id: 900 + index, name: `Волонтёр ${index}`, member: true }), random, nextWish)
    })
    for (let turn = 0; turn < TURNS; turn += 1) await harness.handled(...robots.flatMap((robot) => robot.act()))
    await harness.settled()
    expect(await violations(harness.pool)).toEqual([])
    expect(harness.api.violations.splice(0)).toEqual([])
    return await remains(harness.pool)
  } finally {
    await harness.close()
  }
}

it('delivered five times and shuffled between chats, the database ends the same as after one clean delivery', async () => {
  const clean = await evening({})
  const mean = await evening({ extra: () => 4, random: randomFrom(4242) })
  expect(clean.participants?.length).toBeGreaterThan(PEOPLE)
  expect(mean).toEqual(clean)
})
