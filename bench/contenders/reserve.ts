import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { type PostgresAdapter, postgresAdapter } from '@payloadcms/db-postgres'
import { BasePayload, buildConfig, type CollectionSlug, type Payload, type Plugin } from 'payload'
import { poolOf } from '@/db/sql'
import type { World } from '../world'
import type { Contender } from './raw'

export const RESERVE = 'payload-reserve@4.4.2'

/**
 * A booking plugin for Payload, in a blank Payload of our version, with its own empty database on the same server. It
 * writes only its reservation: no audit, no message, no stored answer. Returns a reason instead if npm can't install
 * it.
 */
export const reserveContender = async (
  { database }: World,
  { visitors, clients }: { visitors: readonly string[]; clients: number },
): Promise<Contender | { reason: string }> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'pristan-reserve-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  const plugin = await installed(folder).catch((error: Error) => ({ reason: error.message }))
  if ('reason' in plugin) {
    await remove()
    return plugin
  }
  const url = await emptyDatabase(database.url)
  const payload = await blankPayload(url, plugin.payloadReserve({}), clients)
  const customers = new Map<string, unknown>()
  for (const [index, visitor] of visitors.entries()) {
    const data = { email: `${index}@bench.invalid`, firstName: 'Bench', lastName: String(index) }
    // Skips the password hashing, since nobody signs in.
    customers.set(visitor, (await payload.db.create({ collection: 'customers' as CollectionSlug, data })).id)
  }
  const service = await create(payload, 'services', { name: 'Bench', duration: 120, durationType: 'fixed' })
  const resources = new Map<string, unknown>()
  return {
    name: 'reserve',
    prepare: async (occurrence) => {
      resources.set(occurrence, await create(payload, 'resources', { name: 'Bench', quantity: 100_000 }))
    },
    book: (occurrence, visitor) =>
      create(payload, 'reservations', {
        service,
        resource: resources.get(occurrence),
        customer: customers.get(visitor),
        startTime: new Date(Date.now() + 86_400_000).toISOString(),
      }),
    empty: async () => {
      await poolOf(payload).query('DELETE FROM reservations')
    },
    close: async () => {
      // Not awaited, because the stock adapter never gives one of its connections back.
      void poolOf(payload).end()
      await remove()
    },
  }
}

/** Our generated types don't include the plugin's collections. */
const create = async (payload: Payload, collection: string, data: object): Promise<unknown> =>
  (await payload.create({ collection: collection as CollectionSlug, data: data as never, depth: 0 })).id

type Reserve = { payloadReserve: (options: object) => Plugin }

/** Installs the package with npm beside the project. Its peer dependency Payload is taken from the project. */
const installed = async (folder: string): Promise<Reserve> => {
  const npm = process.env.npm_execpath
  const [program, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--loglevel=error']
  await promisify(execFile)(program, [...first, 'install', '--prefix', folder, ...quietly, RESERVE], {
    timeout: 120_000,
  })
  const modules = path.join(folder, 'node_modules')
  await mkdir(path.join(modules, '@payloadcms'), { recursive: true })
  for (const name of ['payload', '@payloadcms/ui', '@payloadcms/translations', 'react'])
    await symlink(path.resolve('node_modules', name), path.join(modules, name), 'junction')
  return (await import(pathToFileURL(path.join(modules, 'payload-reserve/dist/index.js')).href)) as Reserve
}

const emptyDatabase = async (server: string): Promise<string> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('DROP DATABASE IF EXISTS bench_reserve WITH (FORCE)')
    await client.query('CREATE DATABASE bench_reserve')
  } finally {
    await client.end()
  }
  const url = new URL(server)
  url.pathname = '/bench_reserve'
  return url.href
}

const blankPayload = async (connectionString: string, plugin: Plugin, clients: number): Promise<Payload> => {
  const config = buildConfig({
    collections: [{ slug: 'users', auth: true, fields: [] }],
    plugins: [plugin],
    db: postgresAdapter({ pool: { connectionString, max: clients + 8 }, push: false }),
    secret: 'bench',
    telemetry: false,
    typescript: { autoGenerate: false },
  })
  const payload = await new BasePayload().init({ config })
  payload.logger.level = 'warn'
  const { schema, drizzle, requireDrizzleKit } = payload.db as unknown as PostgresAdapter
  const { apply } = await requireDrizzleKit().pushSchema(schema, drizzle)
  await apply()
  return payload
}
