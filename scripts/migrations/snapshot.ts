import fs from 'node:fs'
import path from 'node:path'
import type { PostgresAdapter } from '@payloadcms/db-postgres'
import { getPayload } from 'payload'
import { setEnvironment } from '@/config/env'

export const FOLDER = path.resolve('src/migrations')

export type Snapshot = Awaited<ReturnType<ReturnType<PostgresAdapter['requireDrizzleKit']>['generateDrizzleJson']>>

/** Payload's adapter with the tables derived from the collections, without a database. */
export const adapterOfCollections = async (): Promise<PostgresAdapter> => {
  setEnvironment({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/nothing', PAYLOAD_SECRET: 'generated' })
  const { default: config } = await import('@payload-config')
  const { db } = await getPayload({ config, disableDBConnect: true, disableOnInit: true })
  return db as unknown as PostgresAdapter
}

export const snapshotOf = async (adapter: PostgresAdapter): Promise<Snapshot> =>
  await adapter.requireDrizzleKit().generateDrizzleJson(adapter.schema)

/** The schema after all migrations, from the snapshot beside the newest migration that changed a collection. */
export const newestSnapshot = (folder: string): Snapshot => {
  const newest = fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1)
  if (newest === undefined) throw new Error(`${folder} holds no snapshot`)
  return JSON.parse(fs.readFileSync(path.join(folder, newest), 'utf8')) as Snapshot
}

/** Every difference between the collections and the migrations, as `tables.public.places.columns.colour`. */
export const driftBetween = (collections: Snapshot, migrations: Snapshot): string[] =>
  (['tables', 'enums'] as const).flatMap((part) => differences(part, collections[part], migrations[part]))

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const differences = (where: string, here: unknown, there: unknown): string[] => {
  if (!isObject(here) || !isObject(there))
    return here === there ? [] : [`${where}: ${told(here)} in the collections, ${told(there)} in the migrations`]
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort()
  return names.flatMap((name) => differences(`${where}.${name}`, here[name], there[name]))
}

const told = (value: unknown): string =>
  value === undefined ? 'nothing' : isObject(value) ? 'something' : JSON.stringify(value)
