import { expect, it } from 'vitest'
import { testIntake } from './intake'

const given = testIntake('polling')

it('ids that begin again lower, a gap and ids of before are polled a few times, not thousands', async () => {
  const anna = given().person({ id: 34, member: true })
  await anna.says('/start')
  const polls = (): number => given().api.calls.filter(({ method }) => method === 'getUpdates').length
  const before = polls()
  for (const firstId of [400_000_000, 400_900_000, 810_000_001, 5]) {
    given().api.updates.restartAt(firstId)
    await anna.says('/help')
    await anna.says('/start')
  }
  expect(anna.menus()).toBe(1)
  expect(polls() - before).toBeLessThan(30)
  const { rows } = await given().pool.query<{ in_order: boolean }>(
    `SELECT seq > lag(seq) OVER (ORDER BY received_at, seq) AS in_order FROM telegram_updates`,
  )
  expect(rows.filter(({ in_order: inOrder }) => inOrder === false)).toEqual([])
})
