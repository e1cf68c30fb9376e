import { randomUUID } from 'node:crypto'
import { handleEndpoints } from 'payload'
import { countStatements } from '../../tests/helpers/statements'
import { milliseconds, percentile, times } from '../measure'
import type { Line } from '../report'
import { startServer } from '../server'
import type { World } from '../world'

const LISTS = [
  { name: 'schedule', path: (limit: number) => `/api/schedule?state=active&limit=${limit}` },
  { name: 'schedule, archive, page 3', path: (limit: number) => `/api/schedule?state=archived&page=3&limit=${limit}` },
  {
    name: 'occurrences to come',
    path: (limit: number) =>
      `/api/occurrences?where[endsAt][greater_than]=${new Date().toISOString()}&sort=startsAt&limit=${limit}`,
  },
  { name: 'participants', path: (limit: number) => `/api/participants?sort=-bookedAt&limit=${limit}` },
]

/** What the lists cost: the time of a server of its own, and how many statements for one row and for fifty. */
export const listsPart = async (world: World): Promise<Line[]> => {
  const runs = world.small ? 30 : 200
  const lines: Line[] = []
  // Read when the environment is complete, not before.
  const { default: config } = await import('@payload-config')
  const headers = await signIn(world)
  const statements = async (path: string): Promise<number> => {
    const request = () => new Request(`http://localhost${path}`, { headers })
    const ask = async (): Promise<void> => {
      const response = await handleEndpoints({ config, request: request() })
      if (response.status !== 200)
        throw new Error(`${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
      await response.arrayBuffer()
    }
    await ask()
    return (await countStatements(world.payload, ask)).statements
  }
  const counted = new Map<string, [number, number]>()
  for (const { name, path } of LISTS) counted.set(name, [await statements(path(50)), await statements(path(1))])

  const server = await startServer(world)
  try {
    for (const { name, path } of LISTS) {
      const ask = async (): Promise<void> => {
        const { status, text } = await server.get(path(50), headers)
        if (status !== 200) throw new Error(`${path(50)} answered ${status}: ${text.slice(0, 300)}`)
        const { docs } = JSON.parse(text) as { docs: unknown[] }
        if (docs.length !== 50) throw new Error(`${path(50)} answered ${docs.length} rows`)
      }
      await times(10, ask)
      const taken = await times(runs, ask)
      const [fifty, one] = counted.get(name) ?? [0, 0]
      lines.push({
        what: `${name}: 50 rows over HTTP`,
        ours: `median ${milliseconds(percentile(taken, 0.5))}, p95 ${milliseconds(percentile(taken, 0.95))}`,
        ratio: percentile(taken, 0.95),
        target: { most: 2_000 },
      })
      lines.push({
        what: `${name}: SQL statements for 50 rows against 1`,
        ours: String(fifty),
        baseline: String(one),
        ratio: fifty / one,
        target: { most: 1 },
      })
    }
  } finally {
    await server.stop()
  }
  return lines
}

/** A coordinator sees everybody's bookings; a key would see its own, none. */
export const signIn = async ({ payload }: World): Promise<Record<string, string>> => {
  const [email, password] = [`${randomUUID()}@bench.invalid`, randomUUID()]
  await payload.create({ collection: 'users', data: { email, password, name: 'Bench', role: 'coordinator' } })
  const { token } = await payload.login({ collection: 'users', data: { email, password } })
  return { authorization: `JWT ${token}` }
}
