import type { Payload } from 'payload'
import { integrationByKey, noteUseOfKey } from '@/db/integrations'
import { reading } from '@/db/sql'
import type { Scope } from '@/domain/access/caller'
import { hashOfKey } from './key'

export type Integration = { id: string; name: string; scope: Scope }

/** The integration with this key, or null if the key is unknown or revoked. Records its use at most once an hour. */
export const authenticateKey = async (payload: Payload, key: string): Promise<Integration | null> => {
  const db = reading(payload)
  const found = await integrationByKey(db, hashOfKey(key))
  if (!found) return null
  if (found.stale) await noteUseOfKey(db, found.id)
  return { id: found.id, name: found.name, scope: found.scope }
}
