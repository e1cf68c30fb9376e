import type { Payload } from 'payload'
import { reading } from '@/db/sql'
import type { Scope } from '@/domain/access/caller'
import { hashOfKey } from './key'

export type Integration = { id: string; name: string; scope: Scope }

/** The integration behind a key, or null for an unknown or revoked one. Notes its use once an hour. */
export const authenticateKey = async (payload: Payload, key: string): Promise<Integration | null> => {
  const [found] = await reading(payload).rows<Integration & { stale: boolean }>(
    `SELECT id, name, scope, (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 hour') AS stale
       FROM integrations WHERE key_hash = $1 AND (revoked_at IS NULL OR revoked_at > clock_timestamp())`,
    [hashOfKey(key)],
    'authenticate-key',
  )
  if (!found) return null
  if (found.stale)
    await reading(payload).rows('UPDATE integrations SET last_used_at = clock_timestamp() WHERE id = $1', [found.id])
  return { id: found.id, name: found.name, scope: found.scope }
}
