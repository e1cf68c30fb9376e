import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Payload } from 'payload'
import type { Pool } from 'pg'
import { setEnvironment } from '@/config/env'
import { startEmbedded, type EmbeddedServer } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { poolOf } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { loadPayload } from '@/processes/payload'
import { seedCatalogue, seedLarge } from '@/seed'

export type World = { payload: Payload; pool: Pool; database: EmbeddedServer; dataDir: string; now: Date; small: boolean; /** A volunteer of the large data. */ caller: Caller; close: () => Promise<void> }

type Options = { small: boolean; /** A folder to keep the data in, to measure again without loading again. */ keep: string | undefined }

const SMALL = { events: 200, occurrences: 10_000, visitors: 20_000, participants: 80_000 }

/** A database of its own with the product's own settings (fsync on), migrated and with the large data in it. */
export const openWorld = async ({ small, keep }: Options): Promise<World> => {
  const dataDir = keep ? path.resolve(keep) : await mkdtemp(path.join(os.tmpdir(), 'pristan-bench-'))
  const database = await startEmbedded({ dataDir })
  const close = async (): Promise<void> => {
    // The connections that are still open end with the server: no fault any more.
    process.on('uncaughtException', (error) => {
      if ((error as { code?: string }).code !== '57P01') throw error
    })
    await database.stop()
    if (!keep) await rm(dataDir, { recursive: true, force: true })
  }
  try {
    setEnvironment({ DATABASE_URL: database.url, DATA_DIR: dataDir, PAYLOAD_SECRET: 'bench', SEED: 'none', ADMIN_PASSWORD: 'bench-password' })
    await migrate(database.url, { payload: loadPayload })
    const payload = await loadPayload()
    payload.logger.level = 'warn'
    const pool = poolOf(payload)
    await seedCatalogue(payload)
    const { totalDocs } = await payload.count({ collection: 'events' })
    if (totalDocs === 0) {
      const from = Date.now()
      await seedLarge(payload, { now: new Date(), say: (line) => console.log(`loading   ${line}`), size: small ? SMALL : undefined })
      console.log(`loading   done in ${((Date.now() - from) / 1_000).toFixed(1)} s`)
    }
    await pool.query('VACUUM (ANALYZE)')
    await pool.query('CHECKPOINT').catch(() => undefined) // needs a right that only some roles have; it only steadies the figures
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM volunteers ORDER BY telegram_id LIMIT 1')
    return { payload, pool, database, dataDir, now: new Date(), small, caller: { kind: 'volunteers', id: rows[0]?.id ?? '' }, close }
  } catch (error) {
    await close()
    throw error
  }
}
