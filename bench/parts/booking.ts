import { chainedContender } from '../contenders/chained'
import { oursContender } from '../contenders/ours'
import { rawContender } from '../contenders/raw'
import { RESERVE, reserveContender } from '../contenders/reserve'
import { stockContender } from '../contenders/stock'
import { freeVisitors, hotOccurrence } from '../hot'
import { percentile, rate } from '../measure'
import type { Line } from '../report'
import type { World } from '../world'

export const CLIENTS = 16

/** Everybody books the same occurrence: bookings per second, compared with the usual ways. */
export const bookingPart = async (world: World): Promise<Line[]> => {
  const { pool, small } = world
  const rounds = small ? 6 : 24
  const visitors = await freeVisitors(pool, 150)
  const reserve = await reserveContender(world, { visitors, clients: CLIENTS })
  const contenders = [
    oursContender(world),
    chainedContender(world, oursContender(world)),
    await rawContender(world, CLIENTS),
    await stockContender(world),
    ...('reason' in reserve ? [] : [reserve]),
  ]
  const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]))
  // Short alternating rounds, in reverse order every other time, so that drift (caches, checkpoints, other programs)
  // affects all contenders alike.
  for (let round = -4; round < rounds; round += 1) {
    for (const contender of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      const occurrence = await hotOccurrence(world)
      await pool.query('INSERT INTO raw_occurrences SELECT * FROM occurrences WHERE id = $1', [occurrence])
      await contender.prepare?.(occurrence)
      const perSecond = await rate(visitors, CLIENTS, (visitor) => contender.book(occurrence, visitor))
      // The first rounds warm up query plans and code.
      if (round >= 0) rates.get(contender.name)?.push(perSecond)
      await emptied(world, occurrence)
      await contender.empty?.()
    }
  }
  for (const { close } of contenders) await close()

  /** All bookings divided by their total time. */
  const overall = (name: string): number => {
    const of = rates.get(name) ?? []
    return of.length / of.reduce((time, perSecond) => time + 1 / perSecond, 0)
  }
  const [ours, raw, stock, plugin] = [overall('ours'), overall('raw'), overall('stock'), overall('reserve')]
  const spread = [...rates]
    .map(([name, of]) => `${name} ${percentile(of, 0.1).toFixed(0)} to ${percentile(of, 0.9).toFixed(0)}`)
    .join(', ')
  return [
    {
      what: `bookings on one occurrence, ${CLIENTS} clients, against raw SQL`,
      ours: `${ours.toFixed(0)}/s`,
      baseline: `${raw.toFixed(0)}/s`,
      ratio: ours / raw,
      target: { least: 0.7 },
    },
    {
      what: `the same while the chain over the log is made, against without`,
      ours: `${overall('chained').toFixed(0)}/s`,
      baseline: `${ours.toFixed(0)}/s`,
      ratio: overall('chained') / ours,
      target: { least: 0.9 },
    },
    {
      what: `bookings on one occurrence, ${CLIENTS} clients, against the stock hook`,
      ours: `${ours.toFixed(0)}/s`,
      baseline: `${stock.toFixed(0)}/s`,
      ratio: ours / stock,
      target: { least: 3 },
    },
    {
      what: `bookings on one occurrence, ${CLIENTS} clients, against ${RESERVE}`,
      ours: `${ours.toFixed(0)}/s`,
      ...('reason' in reserve
        ? { baseline: `NOT MEASURED, npm could not get it: ${reserve.reason}` }
        : { baseline: `${plugin.toFixed(0)}/s`, ratio: ours / plugin, target: { least: 10 } }),
    },
    { what: `spread over ${rounds} rounds (tenth to ninetieth percentile)`, ours: spread },
  ]
}

/** Removes the bookings before the next round. */
const emptied = async ({ pool }: World, occurrence: string): Promise<void> => {
  for (const table of ['participants', 'raw_participants', 'stock_participants'])
    await pool.query(`DELETE FROM ${table} WHERE occurrence_id = $1`, [occurrence])
  await pool.query(`DELETE FROM messages WHERE status = 'pending'`)
}
