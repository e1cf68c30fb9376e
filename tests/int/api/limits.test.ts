import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setEnvironment } from '@/config/env'
import { reading } from '@/db/sql'
import { createLimiter } from '@/operations/limits/limiter'
import { codeOf, startApp, type App } from '../../helpers/app'

let app: App
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const set = (values: Record<string, string>) =>
  setEnvironment({
    RATE_LIMIT_KEY: '',
    RATE_LIMIT_USER: '',
    RATE_LIMIT_ADDRESS: '',
    RATE_LIMIT_ANONYMOUS: '',
    TRUSTED_PROXIES: '',
    ...values,
  })
const failed = (error: unknown): void => {
  throw error
}

describe('too many requests', () => {
  test.each([
    ['a key', 'key:read', { RATE_LIMIT_KEY: '20' }],
    ['a user', 'viewer', { RATE_LIMIT_USER: '20' }],
    ['an address', 'coordinator', { RATE_LIMIT_ADDRESS: '20' }],
    ['a stranger', 'anonymous', { RATE_LIMIT_ANONYMOUS: '20' }],
  ] as const)('of %s are 429 with the seconds to wait, in the form of every error', async (_, who, limits) => {
    const client = await app.as(who)
    set(limits)
    const answers = await Promise.all(Array.from({ length: 30 }, () => client.get('/openapi.json')))
    set({})
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThanOrEqual(8)
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(15)
    for (const answer of refused) {
      expect(codeOf(answer)).toBe('TOO_MANY_REQUESTS')
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })

  test('are counted by the address a trusted proxy saw, and by no other header', async () => {
    const stranger = await app.as('anonymous')
    set({ RATE_LIMIT_ANONYMOUS: '5', TRUSTED_PROXIES: '127.0.0.1' })
    const from = async (forwarded: string) =>
      (await stranger.get('/openapi.json', { 'x-forwarded-for': forwarded, 'x-client-address': '9.9.9.9' })).status
    const seen: number[] = []
    for (let request = 0; request < 7; request += 1) seen.push(await from(`10.0.0.${request}, 203.0.113.7`))
    expect(seen.slice(0, 5)).toEqual([200, 200, 200, 200, 200])
    expect(seen.at(-1)).toBe(429)
    expect(await from('203.0.113.8')).toBe(200)
    set({ RATE_LIMIT_ANONYMOUS: '5' })
    const direct: number[] = []
    for (let request = 0; request < 7; request += 1) direct.push(await from(`203.0.113.${request}`))
    expect(direct.at(-1)).toBe(429)
    set({})
  })

  test('never of the checks that a machine makes every second', async () => {
    const stranger = await app.as('anonymous')
    set({ RATE_LIMIT_ANONYMOUS: '1' })
    for (let request = 0; request < 5; request += 1) expect((await stranger.get('/health/live')).status).toBe(200)
    set({})
  })

  test('do not come up on a busy evening: 64 at once behind one address, by default', async () => {
    const client = await app.as('key:booking')
    const statuses = await Promise.all(
      Array.from({ length: 64 }, async () => {
        const seen: number[] = []
        for (let request = 0; request < 5; request += 1)
          seen.push((await client.get('/availability?from=2026-12-01&to=2026-12-02')).status)
        return seen
      }),
    )
    expect(new Set(statuses.flat())).toEqual(new Set([200]))
  })
})

describe('two processes', () => {
  const counted = [{ key: 'shared', limit: { perMinute: 1, burst: 10 } }]
  const count = (limiter: ReturnType<typeof createLimiter>, times: number): number =>
    Array.from({ length: times }, () => limiter.take(counted)).filter((wait) => wait === 0).length

  test('share one limit once each has heard of the other', async () => {
    const [first, second] = [createLimiter(reading(app.payload), failed), createLimiter(reading(app.payload), failed)]
    expect(count(first, 7)).toBe(7)
    await first.share()
    // The second limiter does not know yet. It learns when it shares what it allowed now.
    expect(count(second, 1)).toBe(1)
    await second.share()
    expect(count(second, 10)).toBe(2)
    await second.share()
    expect(count(first, 1)).toBe(1)
    await first.share()
    expect(count(first, 5)).toBe(0)
  })

  test('can share the same keys at the same moment, many times over', async () => {
    const limiters = Array.from({ length: 8 }, () => createLimiter(reading(app.payload), failed))
    const many = Array.from({ length: 50 }, (_, index) => ({
      key: `many:${index}`,
      limit: { perMinute: 60, burst: 1_000_000 },
    }))
    await Promise.all(
      limiters.map(async (limiter, index) => {
        for (let round = 0; round < 5; round += 1) {
          limiter.take(index % 2 === 0 ? many : [...many].reverse())
          await limiter.share()
        }
      }),
    )
    const { rows } = await app.pool.query(
      `SELECT count(*)::int AS keys, min(extract(epoch FROM empty_at - clock_timestamp()))::float8 AS least
        FROM rate_limits WHERE key LIKE 'many:%'`,
    )
    expect(rows[0].keys).toBe(50)
    // 8 × 5 requests at one a second each.
    expect(rows[0].least).toBeGreaterThan(30)
    expect(rows[0].least).toBeLessThanOrEqual(40)
  })
})
