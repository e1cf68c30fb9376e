import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { insertIntegration } from '@/db/integrations'
import { transaction } from '@/db/sql'
import type { Caller, Scope } from '@/domain/access/caller'
import { hashOfKey, newKey, prefixOf } from './key'

export type CreatedKey = { id: string; key: string }

/**
 * Creates an integration and its key. The key is only in this answer and can't be read later. `by` is null on the
 * command line.
 */
export const createKey = async (
  payload: Payload,
  { name, scope, by, now }: { name: string; scope: Scope; by: Caller | null; now: Date },
): Promise<CreatedKey> => {
  const key = newKey()
  const id = crypto.randomUUID()
  await transaction(payload, async (db) => {
    await insertIntegration(db, { id, name, scope, key: { hash: hashOfKey(key), prefix: prefixOf(key) }, now })
    await recordAudit(db, {
      at: now,
      action: 'integration.created',
      subject: 'integrations',
      subjectId: id,
      caller: by,
      changes: { scope },
    })
  })
  return { id, key }
}
