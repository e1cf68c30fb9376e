import { afterAll, beforeAll, expect, it } from 'vitest'
import { Program } from '../../factories/series/program'
import { startApp, type App } from '../../helpers/app'

/**
 * Random programs of edits, cancellations, bookings and passing time, against what is always true of a series. Longer
 * and from another seed: `SERIES_SECONDS=400 SERIES_SEED=5`.
 */
const SECONDS = Number(process.env.SERIES_SECONDS ?? 15)
const SEED = Number(process.env.SERIES_SEED ?? 1)
const STEPS = 40

let app: App
beforeAll(async () => {
  app = await startApp({ now: '2026-11-21T09:00:00Z' })
})
afterAll(() => app.close())

it(
  'whatever is done to a series, what was said is what happens, and nothing decided by hand is undone',
  { timeout: (SECONDS + 60) * 1000 },
  async () => {
    const admin = await app.as('administrator')
    const end = Date.now() + SECONDS * 1000
    let seed = SEED
    for (; Date.now() < end; seed += 1) {
      const fault = await new Program(app, admin, seed).run(STEPS)
      expect(fault, `SERIES_SEED=${seed}`).toBeNull()
    }
    console.info(`Series: programs of the seeds ${SEED} to ${seed - 1}`)
    expect(seed).toBeGreaterThan(SEED)
  },
)
