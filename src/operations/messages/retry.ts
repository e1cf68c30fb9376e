import type { Payload } from 'payload'
import { recordAudit, type AuditEntry } from '@/db/audit'
import { messageForUpdate, sendAgain, unparkMessagesOf } from '@/db/outbox'
import { transaction } from '@/db/sql'
import { isAdministrator, type Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'

type Context = { caller: Caller; now: Date }

/** Sends one message again with fresh attempts. A message that is already waiting or was sent is left alone. */
export const retryMessage = (payload: Payload, { id, caller, now }: { id: string } & Context): Promise<void> =>
  transaction(payload, async (db) => {
    if (!isAdministrator(caller)) throw new Refusal('FORBIDDEN')
    const message = await messageForUpdate(db, id)
    if (!message) throw new Refusal('NOT_FOUND')
    if (message.status === 'sent') throw new Refusal('MESSAGE_SENT')
    if (message.status === 'pending') return
    // Retrying means that the person is reachable again, so everything parked for them is retried.
    if (message.status === 'parked' && message.recipientId !== null)
      await unparkMessagesOf(db, message.recipientId, now)
    else await sendAgain(db, id, now)
    await recordAudit(db, {
      at: now,
      action: 'message.retried',
      subject: 'messages',
      subjectId: id,
      caller,
      changes: { from: message.status },
    })
  })

/** Retries all failed messages. Returns how many. */
export const retryAllMessages = (payload: Payload, { caller, now }: Context): Promise<number> =>
  transaction(payload, async (db) => {
    if (!isAdministrator(caller)) throw new Refusal('FORBIDDEN')
    const ids = await sendAgain(db, null, now)
    await recordAudit(
      db,
      ...ids.map((id): AuditEntry => ({
        at: now,
        action: 'message.retried',
        subject: 'messages',
        subjectId: id,
        caller,
        changes: { from: 'failed' },
      })),
    )
    return ids.length
  })
