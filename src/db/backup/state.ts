import type { Db } from '../sql'
import { connectForCopy } from './tables'

/** How far a backup was proven: brought back row for row, or only read to its end. */
export type Verified = 'restored' | 'checksums'
export type BackupState = { at: string; file: string; bytes: number; verified: Verified }

const KEY = 'backup'

export const recordBackup = async (url: string, state: BackupState): Promise<void> => {
  const client = await connectForCopy(url)
  try {
    await client.query('INSERT INTO payload_kv (id, key, data) VALUES (gen_random_uuid(), $1, $2) ON CONFLICT (key) DO UPDATE SET data = $2', [KEY, JSON.stringify(state)])
  } finally {
    await client.end()
  }
}

/** The last backup that was made and proven, or null. */
export const lastBackup = async (db: Db): Promise<BackupState | null> => (await db.rows<{ data: BackupState }>('SELECT data FROM payload_kv WHERE key = $1', [KEY]))[0]?.data ?? null
