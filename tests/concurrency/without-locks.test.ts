import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../factories/invariants'
import { startApp, type App } from '../helpers/app'
import { removeLocks } from './naiveGuard'
import { moveToTheLastPlace, moveTwice, moveWhileCancelled } from './moves'
import { rush, setTheScene } from './rush'

describe('the same without the locks', () => {
  let app: App
  beforeAll(async () => {
    app = await startApp({ now: '2026-12-01T07:00:00Z' })
    await removeLocks(app.pool)
  })
  afterAll(() => app.close())

  it('overbooks, or the tests above would prove nothing', async () => {
    const [key, staff] = [await app.as('key:booking'), await app.as('coordinator')]
    const overbooked = async () => (await violations(app.pool)).filter((what) => /people in \d+ places/.test(what))
    // One rush nearly always does it; a busy machine may run the clients one after the other.
    for (let run = 1; run <= 5 && (await overbooked()).length === 0; run += 1) {
      await rush(key, staff, await setTheScene(app, { capacity: 5, dayCapacity: 8 }), run * 1000, false)
    }
    expect(await overbooked()).not.toEqual([])
  })

  it('overbooks through bookings that share a transaction, too', async () => {
    const key = await app.as('key:booking')
    const overbooked: number[] = []
    for (let run = 1; run <= 5 && overbooked.length === 0; run += 1) {
      const { a, visitors } = await setTheScene(app, { capacity: 30, dayCapacity: 64 })
      const answers = await Promise.all(visitors.map((visitor) => key.post('/bookings', { visitor, occurrence: a })))
      const booked = answers.filter(({ status }) => status === 201).length
      if (booked > 30) overbooked.push(booked)
    }
    expect(overbooked).not.toEqual([])
  })

  it('holds more places than there are', async () => {
    const key = await app.as('key:booking')
    const scene = await setTheScene(app, { capacity: 3, dayCapacity: 64 })
    const answers = await Promise.all(
      scene.visitors.map((visitor) => key.post('/holds', { visitor, occurrence: scene.a })),
    )
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(3)
  })

  it('moves more than one to the last place, what is being cancelled, and one booking to two places', async () => {
    const key = await app.as('key:booking')
    const seen = { full: false, cancelled: false, twice: false }
    for (let run = 1; run <= 5 && Object.values(seen).includes(false); run += 1) {
      const won = (await moveToTheLastPlace(app.pool, key)).filter((said) => said === 'ok')
      seen.full ||= won.length > 1
      seen.cancelled ||= (await moveWhileCancelled(app.pool, key)).done.length === 2
      seen.twice ||= (await moveTwice(app.pool, key)).active === 2
    }
    expect(seen).toEqual({ full: true, cancelled: true, twice: true })
  })
})
