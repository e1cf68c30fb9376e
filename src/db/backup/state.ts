import { z } from 'zod'
import type { BackupFacts } from '@/domain/backups/trouble'
import { bigint, instant, json, nullable, text } from '../rows'
import { dbOn, type Db } from '../sql'
import { statement } from '../statement'
import { connectForCopy } from './tables'

/** How a backup was verified: restored and compared row for row, or only read to its end. */
export type Verified = 'restored' | 'checksums'
export type BackupState = {
  at: string
  file: string
  bytes: number
  verified: Verified
  /** Tables and columns that belong to somebody else and are not in the backup. */
  leftOut: string[]
}

const KEY = 'backup'
const FAILURE = 'backup-failure'

const keep = async (url: string, key: string, data: unknown): Promise<void> => {
  const client = await connectForCopy(url)
  try {
    await client.query(
      `INSERT INTO payload_kv (id, key, data) VALUES (gen_random_uuid(), $1, $2)
       ON CONFLICT (key) DO UPDATE SET data = $2`,
      [key, JSON.stringify(data)],
    )
  } finally {
    await client.end()
  }
}

export const recordBackup = (url: string, state: BackupState): Promise<void> => keep(url, KEY, state)

export const recordBackupFailure = (url: string, at: string): Promise<void> => keep(url, FAILURE, { at })

const BACKUP_FACTS = statement(
  'backup-facts',
  `SELECT (SELECT data->>'at' FROM payload_kv WHERE key = $1) AS succeeded,
          (SELECT data->>'at' FROM payload_kv WHERE key = $2) AS failed,
          (SELECT min(created_at) FROM payload_migrations) AS born`,
  { succeeded: nullable(text), failed: nullable(text), born: nullable(instant) },
)

export const backupFacts = async (db: Db): Promise<BackupFacts> => {
  const [row] = await db.rows(BACKUP_FACTS, [KEY, FAILURE])
  const date = (text: string | null | undefined): Date | null => (text ? new Date(text) : null)
  return { succeededAt: date(row?.succeeded), failedAt: date(row?.failed), bornAt: row?.born ?? new Date(0) }
}

const SIZES = statement(
  'sizes-for-a-backup',
  `SELECT pg_database_size(current_database()) AS database,
          (SELECT (data->>'bytes')::bigint FROM payload_kv WHERE key = '${KEY}') AS "lastBackup",
          pg_size_bytes(current_setting('max_wal_size')) AS log`,
  { database: bigint, lastBackup: nullable(bigint), log: bigint },
)

/** The sizes of the database, of the last backup, and of the log that is kept at most, in bytes. */
export const sizesOf = async (url: string): Promise<{ database: number; lastBackup: number | null; log: number }> => {
  const client = await connectForCopy(url)
  try {
    const [row] = await dbOn(client).rows(SIZES)
    const lastBackup = row?.lastBackup ?? null
    return {
      database: Number(row?.database ?? 0),
      lastBackup: lastBackup === null ? null : Number(lastBackup),
      log: Number(row?.log ?? 0),
    }
  } finally {
    await client.end()
  }
}

const TOLD = 'backup-left-out'
const names = z.array(z.string())

const LEFT_OUT = statement(
  'left-out-of-backups',
  `SELECT coalesce((SELECT data->'leftOut' FROM payload_kv WHERE key = '${KEY}'), '[]') AS names,
          coalesce((SELECT data FROM payload_kv WHERE key = '${TOLD}'), '[]') AS told`,
  { names: json(names), told: json(names) },
)

/** What the last backup left out, and what the administrators were already told about. */
export const leftOutOfBackups = async (db: Db): Promise<{ names: string[]; told: string[] }> =>
  (await db.rows(LEFT_OUT))[0] ?? { names: [], told: [] }

const TELL = statement(
  'told-of-left-out',
  `INSERT INTO payload_kv (id, key, data) VALUES (gen_random_uuid(), '${TOLD}', $1::jsonb)
   ON CONFLICT (key) DO UPDATE SET data = $1::jsonb`,
)

export const recordTold = async (db: Db, told: readonly string[]): Promise<void> =>
  void (await db.rows(TELL, [JSON.stringify(told)]))
