import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEvent, makePlace, makeService, makeVisitors } from '../factories/schedule'
import { violations } from '../factories/invariants'
import { startApp, type App, type Client } from '../helpers/app'
import { moveToTheLastPlace, moveTwice, moveWhileCancelled } from './moves'
import { DATE, rush, setTheScene } from './rush'

describe('64 clients on the last places', () => {
  let app: App
  let key: Client
  let staff: Client

  beforeAll(async () => {
    app = await startApp({ now: '2026-12-01T07:00:00Z' })
    ;[key, staff] = [await app.as('key:booking'), await app.as('coordinator')]
  })
  afterAll(() => app.close())

  it.each([1, 2, 3])('never overbook an occurrence or a day, and never see a fault (run %i)', async (run) => {
    const scene = await setTheScene(app, { capacity: 5, dayCapacity: 8 })
    const statuses = await rush(key, staff, scene, run * 1000, false)
    expect(await violations(app.pool)).toEqual([])
    expect(statuses.filter((status) => ![200, 201, 409].includes(status))).toEqual([])
    const { rows } = await app.pool.query(`SELECT participants FROM event_days WHERE id = $1`, [scene.day])
    expect(rows[0]?.participants).toBeGreaterThan(0)
  })

  it('with capacity edits mixed in', async () => {
    const scene = await setTheScene(app, { capacity: 5, dayCapacity: 10 })
    const statuses = await rush(key, staff, scene, 77, true)
    expect(await violations(app.pool)).toEqual([])
    expect(statuses.filter((status) => ![200, 201, 409].includes(status))).toEqual([])
  })

  it('one place and 64 people: exactly one wins, and everybody else is told it is full', async () => {
    const scene = await setTheScene(app, { capacity: 1, dayCapacity: 64 })
    const answers = await Promise.all(
      scene.visitors.map((visitor) => key.post('/bookings', { visitor, occurrence: scene.a })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(63)
  })

  it('one place of the day, two services, 32 people on each: exactly one person wins', async () => {
    const scene = await setTheScene(app, { capacity: 1, dayCapacity: 1 })
    const answers = await Promise.all(
      scene.visitors.map((visitor, index) =>
        key.post('/bookings', { visitor, occurrence: index % 2 ? scene.a : scene.b }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await violations(app.pool)).toEqual([])
  })

  it('one person, 64 times at once: one booking, 63 times ALREADY_BOOKED', async () => {
    const scene = await setTheScene(app, { capacity: 5, dayCapacity: 5 })
    const answers = await Promise.all(
      scene.visitors.map(() => key.post('/bookings', { visitor: scene.visitors[0], occurrence: scene.a })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await violations(app.pool)).toEqual([])
  })

  it('one person, two services at the same time, asked at once: one of them', async () => {
    const place = await makePlace(app.pool)
    const service = await makeService(app.pool)
    const lines = Array.from({ length: 2 }, () => ({ service, startTime: '12:00', endTime: '13:00', capacity: 5 }))
    const made = await makeEvent(app.pool, { place, dates: [DATE], capacity: 5, lines })
    const [visitor] = await makeVisitors(app.pool, 1)
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        key.post('/bookings', { visitor, occurrence: made.occurrences[0]?.[index % 2] }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await violations(app.pool)).toEqual([])
  })

  it('holds: as many as there are places, never more', async () => {
    const scene = await setTheScene(app, { capacity: 3, dayCapacity: 64 })
    const answers = await Promise.all(
      scene.visitors.map((visitor) => key.post('/holds', { visitor, occurrence: scene.a })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
  })

  it('many occurrences in every order, without a deadlock reaching anybody', async () => {
    const place = await makePlace(app.pool)
    const service = await makeService(app.pool, { allowOverlap: true })
    const lines = Array.from({ length: 4 }, () => ({ service, startTime: '12:00', endTime: '13:00', capacity: 30 }))
    const made = await makeEvent(app.pool, {
      place,
      dates: ['2026-12-02', '2026-12-03', '2026-12-04'],
      capacity: 30,
      lines,
    })
    const all = made.occurrences.flat()
    const visitors = await makeVisitors(app.pool, 32)
    const answers = await Promise.all(
      visitors.map((visitor, index) =>
        key.post('/bookings', { visitor, occurrences: index % 2 ? all : [...all].reverse() }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(30)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(2)
    expect(await violations(app.pool)).toEqual([])
  })

  it('sixteen moves to the last place: one wins, and everybody else keeps the place they had', async () => {
    const said = await moveToTheLastPlace(app.pool, key)
    expect(said).toEqual([...Array.from({ length: 15 }, () => 'OCCURRENCE_FULL'), 'ok'])
    expect(await violations(app.pool)).toEqual([])
  })

  it('a move while somebody cancels: one of the two happens', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { said, done } = await moveWhileCancelled(app.pool, key)
      expect(done).toEqual([said === 'ok' ? 'participant.moved' : 'participant.cancelled'])
      expect(['ok', 'PARTICIPANT_CANCELLED']).toContain(said)
    }
    expect(await violations(app.pool)).toEqual([])
  })

  it('two moves of one booking at once: it ends in one place', async () => {
    for (let round = 0; round < 4; round += 1)
      expect(await moveTwice(app.pool, key)).toEqual({ said: ['PARTICIPANT_CANCELLED', 'ok'], active: 1 })
    expect(await violations(app.pool)).toEqual([])
  })
})
