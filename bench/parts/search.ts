import type { PoolClient } from 'pg'
import { findVisitors } from '@/domain/search/find'
import { MISSPELLINGS, toldBy, type Misspelling } from '@/domain/search/misspell'
import { searchPlan } from '@/domain/search/plan'
import type { SearchCandidate } from '@/domain/search/rank'
import { visitorSearchSql } from '@/db/visitor-search'
import { searchVisitors } from '@/operations/visitors/search'
import { largeCard, LARGE_SEED } from '@/seed/large/people'
import { personAt } from '@/seed/names/persons'
import { generator } from '@/seed/names/random'
import { milliseconds, percentile, times } from '../measure'
import type { Line } from '../report'
import type { World } from '../world'

/** `fitting`: how many people fit what the query tells, the one meant included. */
type Asked = { q: string; kind: Misspelling; cardNumber: string; fullName: string; fitting: number }

const SHOWN = 5

const SEED = 99

/** Every kind of misspelling, of people spread over the whole table. */
const questions = (count: number, visitors: number): Asked[] => {
  const kinds = Object.keys(MISSPELLINGS) as Misspelling[]
  const fitting = new Map<string, number>()
  const tellings = ['asIs', 'noMiddle', 'initials'] as const
  for (let index = 0; index < visitors; index += 1) {
    for (const told of new Set(tellings.map((kind) => toldBy(kind, personAt(LARGE_SEED, index)))))
      fitting.set(told, (fitting.get(told) ?? 0) + 1)
  }
  return Array.from({ length: count }, (_, i) => {
    const random = generator(SEED, i)
    const index = Math.floor(random() * visitors)
    const person = personAt(LARGE_SEED, index)
    const kind = kinds[i % kinds.length] ?? 'asIs'
    return {
      q: MISSPELLINGS[kind](person, random),
      kind,
      cardNumber: largeCard(index),
      fitting: fitting.get(toldBy(kind, person)) ?? 1,
      fullName: [person.lastName, person.firstName, person.middleName].filter(Boolean).join(' '),
    }
  })
}

export const searchPart = async (world: World): Promise<Line[]> => {
  const { payload, pool, small } = world
  const { totalDocs: visitors } = await payload.count({ collection: 'visitors' })
  const asked = questions(small ? 340 : 3_400, visitors)
  const misses = new Map<string, number>()
  // Where more people fit a query than are shown, no order of them can be right every time: counted apart.
  const decidable = asked.filter(({ fitting }) => fitting <= SHOWN).length
  let [foundOnes, foundDecidable] = [0, 0]
  const ours = await times(asked.length, async (i) => {
    const { q, cardNumber, kind, fullName, fitting } = asked[i] as Asked
    const { docs: found } = await searchVisitors(payload, { q, limit: SHOWN, caller: world.caller })
    // Namesakes to the letter can't be told apart by a name: any of them is the right answer to it.
    const right = found.some((one) => one.cardNumber === cardNumber || one.fullName === fullName)
    if (right) foundOnes += 1
    if (fitting > SHOWN) return
    if (right) foundDecidable += 1
    else misses.set(kind, (misses.get(kind) ?? 0) + 1)
  })
  // One of each kind: without the index one of them takes seconds.
  const few = asked.slice(0, Object.keys(MISSPELLINGS).length)
  const [indexed, unindexed] = [await timesOf(world, few, true), await timesOf(world, few, false)]
  const recall = (100 * foundDecidable) / decidable
  const worst = [...misses]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ')
  const scans = await withClient(pool, (client) => sequentialScans(client, asked.slice(0, 340)))
  const p95 = (of: readonly number[]): string => milliseconds(percentile(of, 0.95))
  return [
    {
      what: `search among ${visitors} visitors, p95, against the same matching without the index`,
      ours: p95(indexed),
      baseline: p95(unindexed),
      ratio: percentile(unindexed, 0.95) / percentile(indexed, 0.95),
      target: { least: 10 },
    },
    {
      what: `${asked.length} searches`,
      ours:
        `median ${milliseconds(percentile(ours, 0.5))}, p95 ${p95(ours)}, p99 ` +
        `${milliseconds(percentile(ours, 0.99))}`,
    },
    {
      what:
        `the right person among the first five, %, of ${decidable} queries that at most five people ` +
        `fit${worst ? ` (missed: ${worst})` : ''}`,
      ours: `${recall.toFixed(2)} %`,
      ratio: recall,
      target: { least: 97 },
    },
    {
      what:
        `the same of all ${asked.length} queries, also those that fit up to ` +
        `${Math.max(...asked.map(({ fitting }) => fitting))} people`,
      ours: `${((100 * foundOnes) / asked.length).toFixed(2)} %`,
    },
    { what: 'plans with a sequential scan, of 340 queries', ours: String(scans), ratio: scans, target: { most: 0 } },
  ]
}

const withClient = async <Result>(
  pool: World['pool'],
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    await client.query('RESET ALL')
    client.release()
  }
}

/** The same search on one connection, the planner allowed to use the index or not. */
const timesOf = ({ pool }: World, asked: readonly Asked[], indexed: boolean): Promise<number[]> =>
  withClient(pool, async (client) => {
    await client.query(
      `SET statement_timeout = 0; SET enable_bitmapscan = ${indexed}; SET enable_indexscan = ${indexed}`,
    )
    const search = (q: string) =>
      findVisitors<SearchCandidate>(
        q,
        {
          fetch: async (asked, stage, most) => {
            const { text, values } = visitorSearchSql(asked, stage, most)
            return (await client.query<SearchCandidate>(text, values)).rows
          },
          window: () => Promise.resolve({ rows: [], total: 0 }),
        },
        { page: 1, limit: SHOWN },
      )
    await search(asked[0]?.q ?? '')
    return times(asked.length, (i) => search(asked[i]?.q ?? ''))
  })

const sequentialScans = async (client: PoolClient, asked: readonly Asked[]): Promise<number> => {
  let scans = 0
  for (const { q } of asked) {
    const plan = searchPlan(q)
    for (const stage of ['exact', 'near'] as const) {
      if (plan[stage].length === 0) continue
      const { text, values } = visitorSearchSql({ current: plan }, stage, 300)
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)
      if (rows.some((row) => row['QUERY PLAN'].includes('Seq Scan'))) scans += 1
    }
  }
  return scans
}
