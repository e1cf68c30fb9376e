import { deepStrictEqual } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { handleEndpoints } from 'payload'
import { countStatements } from '../../tests/helpers/statements'
import { addDays } from '@/domain/time/calendar'
import { localDate } from '@/domain/time/zone'
import { listOccurrences } from '@/operations/occurrences/list'
import { schedule } from '@/operations/schedule/schedule'
import { formerOccurrences, formerSchedule } from '../contenders/former'
import { median, milliseconds, percentile, times } from '../measure'
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

/** The cost of lists: time on a separate server, and the number of statements for one row and for fifty. */
export const listsPart = async (world: World): Promise<Line[]> => {
  const runs = world.small ? 30 : 200
  const lines = await againstFormer(world)
  // Imported late, because it reads the environment when loaded.
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

/** Compares the operations alone, including serialisation, with the way the first stage read the same lists. */
const againstFormer = async ({ payload, pool, now, small }: World): Promise<Line[]> => {
  const limit = 50
  const filter = { from: null, to: null, type: null, service: null, place: null, now }
  const scheduled = (state: 'active' | 'archived', page: number, search: string | null) => {
    const question = { state, search, page, limit, now }
    return {
      ours: () => schedule(payload, { ...filter, ...question }),
      former: () => formerSchedule(pool, question),
    }
  }
  const occurred = (part: { page: number; limit: number } | { from: string; to: string }) => ({
    ours: () =>
      listOccurrences(payload, 'to' in part ? part : { when: 'upcoming', ...part }, {
        service: null,
        place: null,
        visitor: null,
        now,
      }),
    former: () => formerOccurrences(pool, part, now),
  })
  const today = localDate(now, 'Europe/Moscow')
  const lists = {
    schedule: scheduled('active', 1, null),
    'schedule, a search': scheduled('active', 1, 'и'),
    'schedule, archive, page 3': scheduled('archived', 3, null),
    'occurrences to come': occurred({ page: 1, limit }),
    'a calendar of a week': occurred({ from: today, to: addDays(today, 6) }),
  }
  const lines: Line[] = []
  for (const [name, { ours, former }] of Object.entries(lists)) {
    const asText = (ask: () => Promise<unknown>) => async () => JSON.stringify(await ask())
    deepStrictEqual(JSON.parse(await asText(ours)()), JSON.parse(await asText(former)()))
    const [quick, slow]: number[][] = [[], []]
    for (let round = 0; round < (small ? 5 : 15); round += 1) {
      quick?.push(...(await times(3, asText(ours))))
      slow?.push(...(await times(3, asText(former))))
    }
    const rate = (taken: number[] = []): string => `${(1_000 / median(taken)).toFixed(0)}/s`
    lines.push({
      what: `${name} in process, against the way of the first stage`,
      ours: `${rate(quick)}, median ${milliseconds(median(quick ?? []))}`,
      baseline: `${rate(slow)}, median ${milliseconds(median(slow ?? []))}`,
      ratio: median(slow ?? []) / median(quick ?? []),
      target: { least: 2 },
    })
  }
  return lines
}

/** Signs in a coordinator, who sees all bookings. An API key would see only its own, of which there are none. */
export const signIn = async ({ payload }: World): Promise<Record<string, string>> => {
  const [email, password] = [`${randomUUID()}@bench.invalid`, randomUUID()]
  await payload.create({ collection: 'users', data: { email, password, name: 'Bench', role: 'coordinator' } })
  const { token } = await payload.login({ collection: 'users', data: { email, password } })
  return { authorization: `JWT ${token}` }
}
