import type { Payload } from 'payload'
import { recordAudit, type AuditEntry } from '@/db/audit'
import { reading, transaction } from '@/db/sql'
import { failedUpdateForUpdate, failedUpdates, tryUpdatesAgain, type FailedUpdate } from '@/db/telegram-updates'
import { isAdministrator, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

export type { FailedUpdate }

const MOST = 50

/** Updates that the bot has given up. */
export const listFailedUpdates = (
  payload: Payload,
  caller: Caller,
): Promise<{ updates: FailedUpdate[]; total: number }> => {
  if (!isAdministrator(caller)) throw new Refusal('FORBIDDEN')
  return failedUpdates(reading(payload), MOST)
}

/**
 * Retries one update that the bot has given up, or with null all that can still be retried. Returns how many. An update
 * that is already waiting is left alone.
 */
export const retryFailedUpdates = (
  payload: Payload,
  { seq, caller, now }: { seq: number | null; caller: Caller; now: Date },
): Promise<number> =>
  transaction(payload, async (db) => {
    if (!isAdministrator(caller)) throw new Refusal('FORBIDDEN')
    if (seq !== null) {
      const update = await failedUpdateForUpdate(db, seq)
      if (!update || update.status === 'done') throw new Refusal('NOT_FOUND')
      if (update.status === 'failed' && !update.retryable) throw new Refusal('UPDATE_FORGOTTEN')
    }
    const ids = await tryUpdatesAgain(db, seq)
    await recordAudit(
      db,
      ...ids.map((id): AuditEntry => ({
        at: now,
        action: 'bot.updateRetried',
        subject: 'telegram-updates',
        subjectId: String(id),
        caller,
        changes: {},
      })),
    )
    return ids.length
  })
