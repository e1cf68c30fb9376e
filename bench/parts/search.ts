import type { PoolClient } from 'pg'
import { findVisitors, type Source } from '@/domain/search/find'
import { isRight } from '@/domain/search/fitting'
import { searchPlan } from '@/domain/search/plan'
import type { SearchCandidate } from '@/domain/search/rank'
import { visitorBranchesSql, visitorSearchSql, visitorWindowSql } from '@/db/visitor-search'
import { searchVisitors } from '@/operations/visitors/search'
import { findAtFirst } from '../contenders/first-search/find'
import { milliseconds, percentile, times } from '../measure'
import type { Line } from '../report'
import type { World } from '../world'
import { KINDS, questions, wrongNames, type Asked, type Kind } from './search-questions'

const SHOWN = 5
/** From this score on the bot opens a single match at once. */
const HIGH = 0.9

/** The promised minimum share, in per cent, of queries with the right person among the first five. */
const PROMISES: readonly { what: string; kinds: readonly Kind[]; least: number }[] = [
  { what: 'all words begun', kinds: ['begun'], least: 97 },
  { what: 'one slip', kinds: ['typo', 'typoNoMiddle'], least: 99 },
  { what: 'two slips in a long word', kinds: ['twoSlips'], least: 90 },
  { what: 'diminutives', kinds: ['diminutive'], least: 95 },
  { what: 'endings of gender and case', kinds: ['otherGender', 'declined'], least: 95 },
  { what: 'a spare word', kinds: ['spareWord'], least: 95 },
  { what: 'a phone or a card in any way', kinds: ['phone', 'card'], least: 100 },
]
const FLOOR_OF_ALL = 97

export const searchPart = async (world: World): Promise<Line[]> => {
  const { payload, pool, small } = world
  const { totalDocs: visitors } = await payload.count({ collection: 'visitors' })
  const asked = questions(small ? 20 : 150, visitors)
  const { recalls, taken } = await recallOf(world, asked)
  const [first, ours] = await withClient(pool, (client) => besideEachOther(client, asked))
  const few = KINDS.flatMap((kind) => asked.find((one) => one.kind === kind) ?? [])
  const [indexed, unindexed] = [await timesOf(world, few, true), await timesOf(world, few, false)]
  const scans = await withClient(pool, (client) => sequentialScans(client, asked.slice(0, 340)))
  const wrong = wrongNames(small ? 100 : 1_000)
  let certain = 0
  for (const q of wrong) {
    const { docs } = await searchVisitors(payload, { q, limit: SHOWN, caller: world.caller })
    if ((docs[0]?.score ?? 0) >= HIGH) certain += 1
  }
  const shown = (of: readonly number[]): string =>
    `median ${milliseconds(percentile(of, 0.5))}, p95 ${milliseconds(percentile(of, 0.95))}, ` +
    `p99 ${milliseconds(percentile(of, 0.99))}`
  const many = visitors >= 1_000_000
  return [
    {
      what: `search among ${visitors} visitors, p95, against the same matching without the index`,
      ours: milliseconds(percentile(indexed, 0.95)),
      baseline: milliseconds(percentile(unindexed, 0.95)),
      ratio: percentile(unindexed, 0.95) / percentile(indexed, 0.95),
      target: { least: 10 },
    },
    {
      what: `${asked.length} searches, p95, against version 1 of the search on the same rows`,
      ours: shown(ours),
      baseline: shown(first),
      ratio: percentile(ours, 0.95) / percentile(first, 0.95),
      ...(many ? {} : { target: { most: 1.3 } }),
    },
    {
      what: `${asked.length} searches as the operation answers them, p95 in ms`,
      ours: shown(taken),
      ratio: percentile(taken, 0.95),
      ...(many ? { target: { most: 30 } } : {}),
    },
    ...recalls,
    { what: 'plans with a sequential scan, of 340 queries', ours: String(scans), ratio: scans, target: { most: 0 } },
    {
      what: `of ${wrong.length} names that nobody has, those whose first match has a score of ${HIGH} and more, %`,
      ours: `${certain}`,
      ratio: (100 * certain) / wrong.length,
      target: { most: 8 },
    },
  ]
}

/** How often the right person is among the first five, by kind, for queries that match at most five people. */
const recallOf = async (world: World, asked: readonly Asked[]): Promise<{ recalls: Line[]; taken: number[] }> => {
  const counts = new Map<Kind, { of: number; found: number; missed: string[] }>()
  const taken = await times(asked.length, async (i) => {
    const { q, kind, cardNumber, person, fitting } = asked[i] as Asked
    const { docs } = await searchVisitors(world.payload, { q, limit: SHOWN, caller: world.caller })
    if (fitting > SHOWN) return
    const right = docs.some((one) => one.cardNumber === cardNumber || fits(kind, q, person, one.fullName))
    const count = counts.get(kind) ?? { of: 0, found: 0, missed: [] }
    counts.set(kind, count)
    count.of += 1
    if (right) count.found += 1
    else count.missed.push(`"${q}"`)
  })
  const share = ({ of, found }: { of: number; found: number }): number => (of === 0 ? 100 : (100 * found) / of)
  const sumOf = (kinds: readonly Kind[]) =>
    kinds.reduce(
      (sum, kind) => {
        const { of = 0, found = 0, missed = [] } = counts.get(kind) ?? {}
        return { of: sum.of + of, found: sum.found + found, missed: [...sum.missed, ...missed] }
      },
      { of: 0, found: 0, missed: [] as string[] },
    )
  const line = (what: string, kinds: readonly Kind[], least?: number): Line => {
    const sum = sumOf(kinds)
    const missed = sum.missed.length > 0 ? `, missed ${sum.missed.slice(0, 3).join(', ')}` : ''
    return {
      what: `${what}: the right person among the first five, % of ${sum.of} that at most five people fit${missed}`,
      ours: `${share(sum).toFixed(1)} %`,
      ratio: share(sum),
      ...(least === undefined ? {} : { target: { least } }),
    }
  }
  return {
    taken,
    recalls: [
      ...PROMISES.map(({ what, kinds, least }) => line(what, kinds, least)),
      ...KINDS.map((kind) => line(kind, [kind])),
      line('all kinds', KINDS, FLOOR_OF_ALL),
    ],
  }
}

/** People with identical names can't be told apart by name, so each of them counts as right. */
const fits = (kind: Kind, q: string, person: Asked['person'], fullName: string): boolean => {
  const [lastName = '', firstName = '', ...middle] = fullName.split(' ')
  if (kind === 'phone' || kind === 'card') return false
  return isRight(kind, q, person, { lastName, firstName, middleName: middle.join(' ') || null })
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

const sourceOn = (client: PoolClient): Source<SearchCandidate> => {
  const rows = async <Row>({ text, values }: { text: string; values: unknown[] }): Promise<Row[]> =>
    (await client.query(text, values)).rows as Row[]
  return {
    fetch: (asked, stage, most) => rows<SearchCandidate>(visitorSearchSql(asked, stage, most)),
    window: async ({ current }, offset, most) => {
      const found = await rows<SearchCandidate & { total: number }>(
        visitorWindowSql({ current: current.exact }, offset, most),
      )
      return { rows: found, total: found[0]?.total ?? 0 }
    },
  }
}

/** Runs both searches on one connection, alternating by query, so that neither has the warmer cache. */
const besideEachOther = async (client: PoolClient, asked: readonly Asked[]): Promise<[number[], number[]]> => {
  const source = sourceOn(client)
  const atFirst = (q: string) =>
    findAtFirst<SearchCandidate>(q, SHOWN, async (plan, stage, most) => {
      const { text, values } =
        plan.id === null
          ? visitorBranchesSql({ current: plan[stage] }, most)
          : visitorSearchSql({ current: { ...plan, partial: [] } }, stage, most)
      return (await client.query<SearchCandidate>(text, values)).rows
    })
  const today = (q: string) => findVisitors(q, source, { page: 1, limit: SHOWN })
  const [before, now]: [number[], number[]] = [[], []]
  for (const [i, { q }] of asked.entries()) {
    const runs = [
      async () => before.push(...(await times(1, () => atFirst(q)))),
      async () => now.push(...(await times(1, () => today(q)))),
    ]
    for (const run of i % 2 === 0 ? runs : runs.reverse()) await run()
  }
  return [before, now]
}

/** Runs the search on one connection, with the index enabled or disabled for the planner. */
const timesOf = ({ pool }: World, asked: readonly Asked[], indexed: boolean): Promise<number[]> =>
  withClient(pool, async (client) => {
    await client.query(
      `SET statement_timeout = 0; SET enable_bitmapscan = ${indexed}; SET enable_indexscan = ${indexed}`,
    )
    const source = sourceOn(client)
    const search = (q: string) => findVisitors(q, source, { page: 1, limit: SHOWN })
    await search(asked[0]?.q ?? '')
    return times(asked.length, (i) => search(asked[i]?.q ?? ''))
  })

const sequentialScans = async (client: PoolClient, asked: readonly Asked[]): Promise<number> => {
  let scans = 0
  for (const { q } of asked) {
    const plan = searchPlan(q)
    const statements = [
      ...(['exact', 'near', 'partial'] as const)
        .filter((stage) => plan[stage].length > 0)
        .map((stage) => visitorSearchSql({ current: plan }, stage, 300)),
      ...(plan.exact.length > 0 ? [visitorWindowSql({ current: plan.exact }, 0, 300)] : []),
    ]
    for (const { text, values } of statements) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values)
      if (rows.some((row) => row['QUERY PLAN'].includes('Seq Scan'))) scans += 1
    }
  }
  return scans
}
