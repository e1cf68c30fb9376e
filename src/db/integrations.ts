import type { Scope } from '@/domain/access/caller'
import { bool, scope, text, uuid } from './rows'
import type { Db } from './sql'
import { prepared, statement } from './statement'

type Key = { prefix: string; hash: string }

const INSERT_INTEGRATION = statement(
  'insert-integration',
  `INSERT INTO integrations (id, name, scope, prefix, key_hash, created_at, updated_at)
   VALUES ($1, $2, $3, $4, $5, $6, $6)`,
)

export const insertIntegration = async (
  db: Db,
  { id, name, scope, key, now }: { id: string; name: string; scope: Scope; key: Key; now: Date },
): Promise<void> => {
  await db.rows(INSERT_INTEGRATION, [id, name, scope, key.prefix, key.hash, now.toISOString()])
}

const REPLACE_KEY = statement(
  'replace-key',
  'UPDATE integrations SET key_hash = $2, prefix = $3, updated_at = $4 WHERE id = $1 RETURNING id',
)

/** false: there is no such integration. */
export const replaceKey = async (db: Db, id: string, key: Key, now: Date): Promise<boolean> =>
  (await db.rows(REPLACE_KEY, [id, key.hash, key.prefix, now.toISOString()])).length > 0

const BY_KEY = prepared(
  'authenticate-key',
  `SELECT id, name, scope, (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 hour') AS stale
     FROM integrations WHERE key_hash = $1 AND (revoked_at IS NULL OR revoked_at > clock_timestamp())`,
  { id: uuid, name: text, scope, stale: bool },
)

export type KeyOwner = { id: string; name: string; scope: Scope; stale: boolean }

/** The owner of a key, and whether no use was recorded within the last hour. null: unknown or revoked. */
export const integrationByKey = async (db: Db, hash: string): Promise<KeyOwner | null> =>
  (await db.rows(BY_KEY, [hash]))[0] ?? null

const NOTE_USE = statement('note-use-of-key', 'UPDATE integrations SET last_used_at = clock_timestamp() WHERE id = $1')

export const noteUseOfKey = async (db: Db, id: string): Promise<void> => {
  await db.rows(NOTE_USE, [id])
}
