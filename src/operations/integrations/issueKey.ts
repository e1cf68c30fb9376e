import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { replaceKey } from '@/db/integrations'
import { transaction } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { hashOfKey, newKey, prefixOf } from './key'

/** Issues a new key for an existing integration. The previous key stops working at the commit. */
export const issueKey = async (
  payload: Payload,
  { id, by, now }: { id: string; by: Caller; now: Date },
): Promise<{ id: string; key: string }> => {
  const key = newKey()
  await transaction(payload, async (db) => {
    if (!(await replaceKey(db, id, { hash: hashOfKey(key), prefix: prefixOf(key) }, now)))
      throw new Refusal('NOT_FOUND')
    await recordAudit(db, {
      at: now,
      action: 'integration.keyIssued',
      subject: 'integrations',
      subjectId: id,
      caller: by,
      changes: {},
    })
  })
  return { id, key }
}
