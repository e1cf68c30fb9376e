import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startLocalBotApi, type LocalBotApi } from '@/bot/local-api/server'
import { embeddedUrl } from '@/db/embedded'
import { ADVISORY_LOCKS } from '@/db/advisoryLock'
import { CHAT, harnessOn, type Harness } from '../bot/harness'
import { childOf } from '../system/processes'
import { startProduct, type Product } from '../system/product'

export const LONG = process.env.FAULTS === 'long'
/** Printed by each test: the same number makes the same choices. */
export const SEED = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)

export type Part = 'web' | 'worker' | 'bot' | 'postgres'
const COMMAND: Record<Part, RegExp> = {
  web: /src\/processes\/web\.ts/,
  worker: /src\/processes\/worker\.ts/,
  bot: /src\/processes\/bot\.ts/,
  postgres: /bin\/postgres /,
}

export type Stage = {
  product: Product
  api: LocalBotApi
  telegram: Harness
  /** Of the test's own: it asks again while the database is away. */
  pool: pg.Pool
  token: string
  pidOf: (part: Part) => number
  /**
   * Whether that part does its work now, asked of its work and not of its process; another one than `before`, where one
   * at a time works.
   */
  works: (part: Part, before?: number | null) => Promise<boolean>
  /** The connection of the one worker or bot that works now. */
  holder: (part: Part) => Promise<number | null>
  close: () => Promise<void>
}

/** `npm start` with everything: web, worker, bot and PostgreSQL, watched by the product's own supervisor. */
export const startStage = async (environment: Record<string, string> = {}): Promise<Stage> => {
  const api = await startLocalBotApi({})
  const group = api.group(CHAT, 'Волонтёры')
  const product = await startProduct({
    SEED: 'none',
    TELEGRAM_BOT_TOKEN: api.token,
    TELEGRAM_API_ROOT: api.url,
    VOLUNTEERS_CHAT_ID: String(CHAT),
    LOG_FORMAT: 'json',
    ...environment,
  })
  const databaseUrl = environment.DATABASE_URL ?? embeddedUrl(product.dataDir) ?? ''
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 3000 })
  pool.on('error', () => undefined) // killed on purpose
  const login = await fetch(`${product.url}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'admin@example.org', password: product.password }),
  })
  const { token } = (await login.json()) as { token: string }

  const answers = async (): Promise<boolean> => {
    const response = await fetch(`${product.url}/api/places?limit=1`, {
      headers: { authorization: `JWT ${token}` },
      signal: AbortSignal.timeout(1000),
    })
    await response.arrayBuffer()
    return response.ok
  }
  const holder = async (part: Part): Promise<number | null> => {
    if (part === 'web' || part === 'postgres') return null
    const { rows } = await pool.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
        AND (classid::bigint << 32 | objid::bigint) = $1`,
      [ADVISORY_LOCKS[part]],
    )
    return rows[0]?.pid ?? null
  }
  return {
    product,
    api,
    pool,
    token,
    telegram: harnessOn({ api, group, pool, databaseUrl }),
    pidOf: (part) => childOf(product.process.pid, COMMAND[part]),
    holder,
    works: (part, before = null) =>
      (part === 'web' || part === 'postgres'
        ? answers()
        : holder(part).then((pid) => pid !== null && pid !== before)
      ).catch(() => false),
    close: async () => {
      await pool.end()
      await product.stop()
      await api.stop()
      await product.clean()
    },
  }
}

/** Milliseconds until it is so; how late a busy machine looks is part of it. */
export const timeUntil = async (
  what: string,
  condition: () => Promise<boolean>,
  patienceMs = 60_000,
): Promise<number> => {
  const since = Date.now()
  while (!(await condition())) {
    if (Date.now() - since > patienceMs) throw new Error(`${what}: not in ${patienceMs / 1000} s`)
    await sleep(25)
  }
  return Date.now() - since
}

export const percentile = (times: readonly number[], share: number): number => {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

export const figures = (times: readonly number[]): string => {
  const at = (share: number): string => (percentile(times, share) / 1000).toFixed(2)
  return `${times.length} times, back after ${at(0.5)} s (median), ${at(0.95)} s (p95), ${at(1)} s (longest)`
}
