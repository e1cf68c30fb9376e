import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { insertIntegration } from '@/db/integrations'
import { transaction, type Db } from '@/db/sql'
import type { Caller, Scope } from '@/domain/access/caller'
import { once, type Idempotency } from '@/operations/idempotency/once'
import { issueKey } from './issueKey'
import { hashOfKey, newKey, prefixOf } from './key'

export type CreatedKey = { id: string; key: string }

type Creating = { name: string; scope: Scope; by: Caller | null; now: Date }

/**
 * Creates an integration and its key. The key is only in this answer and can't be read later, so a repeated request
 * gets a new key of the same integration: nobody saw the first. `by` is null on the command line.
 */
export const createKey = async (
  payload: Payload,
  { name, scope, by, now }: Creating,
  repeatable: Pick<Idempotency, 'key' | 'replaces'> = { key: null },
): Promise<CreatedKey> => {
  const key = newKey()
  let fresh = false
  const create = async (db: Db): Promise<{ doc: { id: string } }> => {
    const id = crypto.randomUUID()
    await insertIntegration(db, { id, name, scope, key: { hash: hashOfKey(key), prefix: prefixOf(key) }, now })
    await recordAudit(db, {
      at: now,
      action: 'integration.created',
      subject: 'integrations',
      subjectId: id,
      caller: by,
      changes: { scope },
    })
    fresh = true
    return { doc: { id } }
  }
  if (by === null) return { id: (await transaction(payload, create)).doc.id, key }
  const request = { caller: by, route: 'POST /integrations', body: { name, scope }, ...repeatable }
  const { id } = (await once(payload, request, create)).doc
  return fresh ? { id, key } : issueKey(payload, { id, by, now })
}
