import { oursContender } from '../contenders/ours'
import { rawContender } from '../contenders/raw'
import { stockContender } from '../contenders/stock'
import { freeVisitors, hotOccurrence } from '../hot'
import { median, rate } from '../measure'
import type { Line } from '../report'
import type { World } from '../world'

export const CLIENTS = 16

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
      const perSecond = await rate(visitors, CLIENTS, (visitor) => contender.book(occurrence, visitor))
      // The first round warms up plans and code.
      if (round >= 0) rates.get(contender.name)?.push(perSecond)
      await emptied(world, occurrence)
    }
  }
  for (const { close } of contenders) await close()

  const [ours, raw, stock] = ['ours', 'raw', 'stock'].map((name) => rates.get(name) ?? [])
  const ratio = (of: number[] = [], against: number[] = []): number => median(of) / median(against)
  const shown = (of: number[] = []): string => `${median(of).toFixed(0)}/s`
  return [
    { what: `bookings on one occurrence, ${CLIENTS} clients, against raw SQL`, ours: shown(ours), baseline: shown(raw), ratio: ratio(ours, raw), target: { least: 0.5 } },
    { what: `bookings on one occurrence, ${CLIENTS} clients, against the stock hook`, ours: shown(ours), baseline: shown(stock), ratio: ratio(ours, stock), target: { least: 3 } },
  ]
}

/** People free again for the next round. */
const emptied = async ({ pool }: World, occurrence: string): Promise<void> => {
  for (const table of ['participants', 'raw_participants', 'stock_participants']) await pool.query(`DELETE FROM ${table} WHERE occurrence_id = $1`, [occurrence])
  await pool.query(`DELETE FROM messages WHERE status = 'pending'`)
}
