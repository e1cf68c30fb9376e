import type { BackupFacts } from '@/domain/backups/trouble'
import { instant, nullable, text } from '../rows'
import type { Db } from '../sql'
import { statement } from '../statement'
import { connectForCopy } from './tables'

/** How far a backup was proven: brought back row for row, or only read to its end. */
export type Verified = 'restored' | 'checksums'
export type BackupState = { at: string; file: string; bytes: number; verified: Verified }

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
