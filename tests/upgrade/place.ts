import { readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { setClockForTests } from '@/config/clock'
import { setEnvironment } from '@/config/env'
import { connectForCopy, digestOf, tablesOf, type Digest } from '@/db/backup/tables'
import { startEmbedded } from '@/db/embedded'
import { prepareDatabase } from '@/processes/preparation'
import { serveRest } from '../helpers/rest'
import type { Door, Doors, Filled } from './fill'

export type Rows = Record<string, Digest & { columns: string[] }>
export type Question = { who: keyof Doors; path: string; body?: unknown; idempotencyKey?: string }
export type Answer = { status: number; body: unknown }

/** What is kept of a version, beside its backup and its data folder. */
export type Fixture = Filled & {
  version: string
  commit: string
  /** The moment of the recorded answers. */
  at: string
  backupKey: string
  rows: Rows
  /** `always`: the answer does not depend on the day on which it is asked. */
  answers: (Question & { answer: Answer; always?: boolean })[]
}

/** Where the backups and the migrations have been, and what every request counts: different in every place. */
const OF_THE_PLACE = ['payload_kv', 'payload_migrations', 'rate_limits', 'counts']

/** The rows of a database, every table by a sum over the columns it had when it was recorded. */
export const rowsOf = async (url: string, recorded?: Rows): Promise<Rows> => {
  const client = await connectForCopy(url)
  try {
    const rows: Rows = {}
    for (const table of await tablesOf(client)) {
      const columns = recorded ? recorded[table.name]?.columns : table.columns
      if (columns && !OF_THE_PLACE.includes(table.name))
        rows[table.name] = { columns, ...(await digestOf(client, { ...table, columns })) }
    }
    return rows
  } finally {
    await client.end()
  }
}

/** Who asks, over HTTP. A password is used once. */
export const askerOf = (origin: string, doors: Doors): ((question: Question) => Promise<Answer>) => {
  const headers = new Map<keyof Doors, Promise<Record<string, string>>>()
  return async ({ who, path: asked, body, idempotencyKey }) => {
    const known = headers.get(who) ?? headersOf(origin, doors[who])
    headers.set(who, known)
    const response = await fetch(`${origin}/api${asked}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'accept-language': 'ru',
        ...(await known),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    const isJson = response.headers.get('content-type')?.includes('json')
    return {
      status: response.status,
      body: isJson ? await response.json() : Buffer.from(await response.arrayBuffer()).toString('base64'),
    }
  }
}

const headersOf = async (origin: string, door: Door): Promise<Record<string, string>> => {
  if ('key' in door) return { authorization: `integrations API-Key ${door.key}` }
  const response = await fetch(`${origin}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(door),
  })
  const { token } = (await response.json()) as { token?: string }
  if (token === undefined) throw new Error(`${door.email} was not let in: ${response.status}`)
  return { authorization: `JWT ${token}` }
}

export type Place = { url: string; origin: string; close: () => Promise<void> }

/**
 * A data folder as a start of this version makes it ready, with the API behind a real HTTP server, at a moment of one's
 * own. One in a process: what Payload is configured with can't be taken back.
 */
export const openPlace = async (dataDir: string, at: Date): Promise<Place> => {
  const server = await startEmbedded({ dataDir })
  try {
    setEnvironment({
      DATABASE_URL: server.url,
      DATA_DIR: dataDir,
      PAYLOAD_SECRET: readFileSync(path.join(dataDir, 'secret'), 'utf8').trim(),
      SEED: 'none',
      NODE_ENV: 'production',
      PAYLOAD_DISABLE_DEPENDENCY_CHECKER: 'true',
    })
    setClockForTests(() => at)
    await prepareDatabase(server.url, () => undefined)
    const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('@payload-config')])
    const payload = await getPayload({ config })
    payload.logger.level = 'silent'
    const rest = await serveRest(config)
    return {
      url: server.url,
      origin: rest.origin,
      close: async () => {
        setClockForTests(null)
        rest.server.closeAllConnections()
        rest.server.close()
        await (payload.db as unknown as { pool: pg.Pool }).pool.end()
        await payload.destroy()
        await server.stop()
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}
