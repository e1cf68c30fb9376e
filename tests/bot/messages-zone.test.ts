import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { remind, tellMissed } from '@/jobs/messages'
import { eventMaker } from '../factories/events'
import { makeWorld, type World } from './messages-world'

let world: World

beforeAll(async () => {
  world = await makeWorld({ at: '2026-11-20T09:00:00Z' })
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set('2026-11-20T09:00:00Z')
  await world.forget()
})

const first = (rows: readonly { id: string }[]): string => rows[0]?.id ?? ''

describe('when the zone of a place is put right between two rounds', () => {
  /** What the job says to a volunteer whose place has its zone put right after the first round. */
  const told = async ({ status, rounds }: { status?: 'noShow'; rounds: [string, string, string] }) => {
    const vera = await world.volunteer()
    const other = await eventMaker(world.app)
    const { id } = await other.create({ type: 'oneOff', date: '2026-11-24', rrule: undefined })
    const ids = await world.books(vera.volunteer, await world.visitor('Иванов'), first(await world.occurrences(id)))
    const [begin, ...later] = rounds
    world.clock.set(begin)
    if (status) await other.admin.post('/participants/status', { ids, status })
    const job = status ? tellMissed : remind
    await job.run(world.app.payload, world.clock.now())
    await world.work()
    const { status: changed } = await other.admin.patch(`/places/${other.place}?confirm=true`, {
      timezone: 'Europe/Kaliningrad',
    })
    expect(changed).toBe(200)
    for (const at of later) {
      world.clock.set(at)
      await job.run(world.app.payload, world.clock.now())
      await world.work()
    }
    return vera.messages().filter((text) => text.startsWith(status ? 'Не пришли' : '⏰'))
  }

  test('nobody is reminded again', async () => {
    expect(
      await told({ rounds: ['2026-11-23T15:00:30Z', '2026-11-23T16:30:00Z', '2026-11-24T06:30:00Z'] }),
    ).toHaveLength(1)
  })

  test('and nobody hears again who did not come', async () => {
    expect(
      await told({
        status: 'noShow',
        rounds: ['2026-11-25T06:01:00Z', '2026-11-25T07:30:00Z', '2026-11-26T07:30:00Z'],
      }),
    ).toHaveLength(1)
  })

  test('a reminder that waits to be sent comes once, in words of the new zone', async () => {
    const vera = await world.volunteer()
    const other = await eventMaker(world.app)
    const { id } = await other.create({ type: 'oneOff', date: '2026-11-24', rrule: undefined })
    await world.books(vera.volunteer, await world.visitor('Иванов'), first(await world.occurrences(id)))
    await world.forget()
    world.clock.set('2026-11-23T15:00:30Z')
    await remind.run(world.app.payload, world.clock.now())
    await other.admin.patch(`/places/${other.place}?confirm=true`, { timezone: 'Europe/Kaliningrad' })
    await world.pool.query(`DELETE FROM messages WHERE kind = 'bookingsMoved'`)
    world.clock.set('2026-11-23T16:30:00Z')
    await remind.run(world.app.payload, world.clock.now())
    await world.work()
    expect(vera.messages()).toEqual([expect.stringContaining('⏰ Завтра, вт, 24 ноября: 1 человек')])
    const mine = (await world.rows()).filter(({ recipient }) => recipient === vera.volunteer)
    expect(mine).toMatchObject([{ kind: 'reminder', status: 'sent' }])
  })
})
