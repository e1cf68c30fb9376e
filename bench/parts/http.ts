import { freeVisitors, hotOccurrence } from '../hot'
import { rate } from '../measure'
import type { Line } from '../report'
import { startServer } from '../server'
import type { World } from '../world'
import { CLIENTS } from './booking'

/** The same through the whole of the product: a web process of its own, a key that is checked every time. */
export const httpPart = async (world: World): Promise<Line[]> => {
  const visitors = await freeVisitors(world.pool, world.small ? 300 : 600)
  const server = await startServer(world)
  try {
    const occurrence = await hotOccurrence(world)
    const post = (visitor: string) =>
      server.post('/api/bookings', { visitor, occurrence }, { 'idempotency-key': visitor }).then(requireStatus(201))
    await rate(visitors.slice(0, 50), CLIENTS, post)
    const perSecond = await rate(visitors.slice(50), CLIENTS, post)
    await world.pool.query('DELETE FROM participants WHERE occurrence_id = $1', [occurrence])
    return [
      {
        what: `bookings on one occurrence over HTTP, ${CLIENTS} clients, the server a process of its own`,
        ours: `${perSecond.toFixed(0)}/s`,
      },
    ]
  } finally {
    await server.stop()
  }
}

const requireStatus =
  (wanted: number) =>
  ({ status, text }: { status: number; text: string }): void => {
    if (status !== wanted) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`)
  }
