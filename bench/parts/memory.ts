import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { freeVisitors, hotOccurrence } from '../hot'
import { rate } from '../measure'
import type { Line } from '../report'
import { type Memory, startServer } from '../server'
import type { World } from '../world'

const REQUESTS = 10_000
const CLIENTS = 8
const MEGABYTE = 1_048_576
/** Variation in what garbage collection leaves behind. */
const NOISE_MB = 12

/** After ten thousand requests of every kind a server uses no more memory than before. */
export const memoryPart = async (world: World): Promise<Line[]> => {
  const { pool, now, small } = world
  const count = small ? 1_000 : REQUESTS
  const visitors = await freeVisitors(pool, 500)
  const occurrence = await hotOccurrence(world)
  const today = localDate(now, 'Europe/Moscow')
  const server = await startServer(world)
  const ask = async (i: number): Promise<void> => {
    const visitor = visitors[i % visitors.length] ?? ''
    const kinds = [
      () => server.get('/api/schedule?limit=20'),
      () => server.get(`/api/availability?from=${today}&to=${addDays(today, 6)}`),
      () => server.get(`/api/visitors/search?limit=5&q=${encodeURIComponent(`Иванов ${i % 97}`)}`),
      () => server.get('/api/occurrences?limit=20&sort=startsAt'),
      // Booked once; later requests are refused or replayed.
      () => server.post('/api/bookings', { visitor, occurrence }, { 'idempotency-key': `${visitor} ${i % 3}` }),
      () => server.get('/api/places'),
    ]
    const { status, text } = await (kinds[i % kinds.length] ?? server.get)('')
    if (status >= 500) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`)
  }
  try {
    const run = (from: number, length: number): Promise<number> =>
      rate(
        Array.from({ length }, (_, i) => from + i),
        CLIENTS,
        ask,
      )
    // The first thousands of requests fill what is kept on purpose: compiled code, query plans, pools.
    await run(0, small ? 1_000 : 4_000)
    const before = await server.memory()
    const perSecond = await run(4_000, count)
    const after = await server.memory()
    const shown = ({ heap, rss }: Memory): string =>
      `heap ${(heap / MEGABYTE).toFixed(1)} MB, RSS ${(rss / MEGABYTE).toFixed(0)} MB`
    const grown = (after.heap - before.heap) / MEGABYTE
    return [
      {
        what: `memory after ${count} more requests (${perSecond.toFixed(0)}/s), growth of the heap in MB`,
        ours: shown(after),
        baseline: `${shown(before)} before`,
        ratio: grown,
        target: { most: NOISE_MB },
      },
    ]
  } finally {
    await server.stop()
    await pool.query('DELETE FROM participants WHERE occurrence_id = $1', [occurrence])
  }
}
