import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../factories/invariants'
import { startApp, type App } from '../helpers/app'
import { removeLocks } from './naiveGuard'
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
    const scene = await setTheScene(app, { capacity: 5, dayCapacity: 8 })
    await rush(key, staff, scene, 1000, false)
    const found = await violations(app.pool)
    expect(found.filter((what) => /people in \d+ places/.test(what))).not.toEqual([])
  })

  it('holds more places than there are', async () => {
    const key = await app.as('key:booking')
    const scene = await setTheScene(app, { capacity: 3, dayCapacity: 64 })
    const answers = await Promise.all(scene.visitors.map((visitor) => key.post('/holds', { visitor, occurrence: scene.a })))
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThan(3)
  })
})
