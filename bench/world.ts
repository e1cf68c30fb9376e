import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { setEnvironment } from '@/config/env'
import { startEmbedded, type EmbeddedServer } from '@/db/embedded'
import { poolOf } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { loadPayload } from '@/processes/payload'
import { runToEnd } from '@/processes/managed'

export type World = {
  payload: Payload
  pool: Pool
  database: EmbeddedServer
  dataDir: string
  now: Date
  small: boolean
  /** A volunteer from the large data set. */
  caller: Caller
  close: () => Promise<void>
}

type Options = {
  small: boolean
  /** The number of people to load instead of the usual one. */
  visitors?: string | undefined
  /** A folder for the data, so that a later run need not load it again. */
  keep: string | undefined
}

/** Creates a database with the product's own settings (fsync on), migrated and filled with the large data set. */
export const openWorld = async ({ small, visitors, keep }: Options): Promise<World> => {
  const dataDir = keep ? path.resolve(keep) : await mkdtemp(path.join(os.tmpdir(), 'pristan-bench-'))
  await fill(dataDir, [...(small ? ['--small'] : []), ...(visitors ? [`--visitors=${visitors}`] : [])])
  const database = await startEmbedded({ dataDir })
  const close = async (): Promise<void> => {
    // Stopping the server closes open connections, which is not a fault here.
    process.on('uncaughtException', (error) => {
      if ((error as { code?: string }).code !== '57P01') throw error
    })
    await database.stop()
    if (!keep) await rm(dataDir, { recursive: true, force: true })
  }
  try {
    environment(database, dataDir)
    const payload = await loadPayload()
    payload.logger.level = 'warn'
    const pool = poolOf(payload)
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM volunteers ORDER BY telegram_id LIMIT 1')
    return {
      payload,
      pool,
      database,
      dataDir,
      now: new Date(),
      small,
      caller: { kind: 'volunteers', id: rows[0]?.id ?? '' },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * Loads the data in a separate process and then stops the server, so that the measurement starts with existing data and
 * a fresh heap and buffers, as in production.
 */
const fill = async (dataDir: string, args: string[]): Promise<void> => {
  const database = await startEmbedded({ dataDir })
  try {
    environment(database, dataDir)
    await runToEnd('bench/load.ts', args)
  } finally {
    await database.stop()
  }
}

const environment = ({ url }: EmbeddedServer, dataDir: string): void =>
  setEnvironment({
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PAYLOAD_SECRET: 'a secret for the bench alone',
    SEED: 'none',
    ADMIN_PASSWORD: 'bench-password',
  })
