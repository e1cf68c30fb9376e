import { randomUUID } from 'node:crypto'
import { oursContender } from '../contenders/ours'
import { freeVisitors, hotOccurrence } from '../hot'
import { percentile, rate } from '../measure'
import type { Line } from '../report'
import { type Server, startServer } from '../server'
import { buildThroughNext } from '../through-next/build'
import type { World } from '../world'
import { CLIENTS } from './booking'
import { signIn } from './lists'

const PLACES = 10

/** The overhead of HTTP, compared with the same routes in Next.js and with calling the operation in process. */
export const httpPart = async (world: World): Promise<Line[]> => {
  await buildThroughNext()
  await ensurePlaces(world)
  const signedIn = await signIn(world)
  const server = await startServer(world)
  const throughNext = await startServer(world, 'bench/through-next/server.ts').catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  try {
    const health = '/api/health/live'
    const places = `/api/places?limit=${PLACES}`
    const lines = [
      await against(world, {
        what: 'health, requests a second',
        ours: asking(server, health),
        other: asking(throughNext, health),
        target: { least: 3 },
      }),
      await against(world, {
        what: `a list of ${PLACES} places for somebody signed in, against Next.js with Payload's own look-up`,
        ours: asking(server, places, signedIn),
        other: asking(throughNext, places, { ...signedIn, 'x-stock-look-up': 'yes' }),
        target: { least: 3 },
      }),
      await against(world, {
        what: 'the same list, against Next.js with our look-up',
        ours: asking(server, places, signedIn),
        other: asking(throughNext, places, signedIn),
      }),
    ]
    await throughNext.stop()
    return [...lines, await bookings(world, server)]
  } finally {
    await throughNext.stop()
    await server.stop()
  }
}

type Work = (count: number) => Promise<number>

const asking =
  (server: Server, path: string, headers: Record<string, string> = {}): Work =>
  (count) =>
    rate(Array.from({ length: count }), CLIENTS, async () => {
      const status = await server.hit(path, headers)
      if (status !== 200) throw new Error(`${path} answered ${status}`)
    })

/** Alternates, so that other load on the machine affects both alike. */
const against = async (
  { small }: World,
  { what, ours, other, target }: { what: string; ours: Work; other: Work; target?: Line['target'] },
): Promise<Line> => {
  const [turns, requests] = small ? [5, 300] : [11, 1_000]
  const ratios: number[] = []
  const rates: [number, number][] = []
  for (let turn = -2; turn < turns; turn += 1) {
    const pair: [number, number] = [await ours(requests), await other(Math.round(requests / 3))]
    if (turn < 0) continue
    rates.push(pair)
    ratios.push(pair[0] / pair[1])
  }
  const middle = (index: 0 | 1): string =>
    `${percentile(
      rates.map((pair) => pair[index]),
      0.5,
    ).toFixed(0)}/s`
  return {
    what,
    ours: middle(0),
    baseline: `${middle(1)} through Next.js`,
    ratio: percentile(ratios, 0.5),
    target,
  }
}

/** Every request has its API key checked and its own idempotency key. The server is a separate process. */
const bookings = async (world: World, server: Server): Promise<Line> => {
  const rounds = world.small ? 6 : 16
  const visitors = await freeVisitors(world.pool, 150)
  const inProcess = oursContender(world)
  const overHttp = async (occurrence: string, visitor: string): Promise<void> => {
    const body = JSON.stringify({ visitor, occurrence })
    const status = await server.hit('/api/bookings', { 'idempotency-key': randomUUID() }, body)
    if (status !== 201) throw new Error(`The server answered ${status}`)
  }
  const rates = { http: [] as number[], process: [] as number[] }
  const contenders = [
    ['http', overHttp],
    ['process', inProcess.book],
  ] as const
  for (let round = -3; round < rounds; round += 1) {
    for (const [name, book] of round % 2 === 0 ? contenders : [...contenders].reverse()) {
      const occurrence = await hotOccurrence(world)
      const perSecond = await rate(visitors, CLIENTS, (visitor) => book(occurrence, visitor))
      if (round >= 0) rates[name].push(perSecond)
      await world.pool.query('DELETE FROM participants WHERE occurrence_id = $1', [occurrence])
    }
  }
  const [http, process] = [percentile(rates.http, 0.5), percentile(rates.process, 0.5)]
  return {
    what: `bookings on one occurrence, ${CLIENTS} clients, over HTTP against in process`,
    ours: `${http.toFixed(0)}/s`,
    baseline: `${process.toFixed(0)}/s`,
    ratio: http / process,
    target: { least: 0.6 },
  }
}

const ensurePlaces = async ({ pool }: World): Promise<void> => {
  await pool.query(
    `INSERT INTO places (id, title, timezone, active)
     SELECT gen_random_uuid(), 'Место ' || n, 'Europe/Moscow', true
       FROM generate_series(1, $1 - (SELECT count(*) FROM places)::int) n`,
    [PLACES],
  )
}
