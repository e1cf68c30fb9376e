import { oursContender } from '../contenders/ours'
import { rawContender } from '../contenders/raw'
import { stockContender } from '../contenders/stock'
import { freeVisitors, hotOccurrence } from '../hot'
import { median, rate } from '../measure'
import type { Line } from '../report'
import { startServer } from '../server'
import type { World } from '../world'

const CLIENTS = 16

/** Everybody wants the same thing: bookings a second on one occurrence, against the two usual ways. */
export const bookingPart = async (world: World): Promise<Line[]> => {
  const { pool, small } = world
  const rounds = small ? 3 : 7
  const most = small ? 300 : 600
  const visitors = await freeVisitors(pool, most)
  const contenders = [oursContender(world), await rawContender(world, CLIENTS), await stockContender(world)]
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  // Turn by turn, the order reversed every time: what drifts (caches, checkpoints, the machine) hits all.
  for (let round = -1; round < rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      const occurrence = await hotOccurrence(world)
      await pool.query('INSERT INTO raw_occurrences SELECT * FROM occurrences WHERE id = $1', [occurrence])
      const people = contender.name === 'stock' ? visitors.slice(0, most / 2) : visitors
      const perSecond = await rate(people, CLIENTS, (visitor) => contender.book(occurrence, visitor))
      // The first round warms up plans and code.
      if (round >= 0) rates.get(contender.name)?.push(perSecond)
      await emptied(world, occurrence)
    }
  }
  for (const { close } of contenders) await close()

  const [ours, raw, stock] = ['ours', 'raw', 'stock'].map((name) => rates.get(name) ?? [])
  const ratio = (of: number[] = [], against: number[] = []): number => median(of.map((value, round) => value / (against[round] ?? Number.NaN)))
  const shown = (of: number[] = []): string => `${median(of).toFixed(0)}/s`
  return [
    { what: `bookings on one occurrence, ${CLIENTS} clients, against raw SQL`, ours: shown(ours), baseline: shown(raw), ratio: ratio(ours, raw), target: { least: 0.5 } },
    { what: `bookings on one occurrence, ${CLIENTS} clients, against the stock hook`, ours: shown(ours), baseline: shown(stock), ratio: ratio(ours, stock), target: { least: 3 } },
    await overHttp(world, visitors),
  ]
}

/** People free again for the next round. */
const emptied = async ({ pool }: World, occurrence: string): Promise<void> => {
  await pool.query(`DELETE FROM participants WHERE occurrence_id = $1`, [occurrence])
  await pool.query(`DELETE FROM messages WHERE status = 'pending'`)
}

const overHttp = async (world: World, visitors: readonly string[]): Promise<Line> => {
  const server = await startServer(world)
  try {
    const occurrence = await hotOccurrence(world)
    const post = (visitor: string) => server.post('/api/bookings', { visitor, occurrence }, { 'idempotency-key': visitor }).then(requireStatus(201))
    await rate(visitors.slice(0, 50), CLIENTS, post)
    const perSecond = await rate(visitors.slice(50), CLIENTS, post)
    await emptied(world, occurrence)
    return { what: `the same over HTTP with an API key, the server a process of its own`, ours: `${perSecond.toFixed(0)}/s` }
  } finally {
    await server.stop()
  }
}

const requireStatus = (wanted: number) => ({ status, text }: { status: number; text: string }): void => {
  if (status !== wanted) throw new Error(`The server answered ${status}: ${text.slice(0, 300)}`)
}
