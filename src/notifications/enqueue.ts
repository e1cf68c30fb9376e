import { currentRequestId } from '@/config/trace'
import { insertMessages } from '@/db/outbox'
import type { Db } from '@/db/sql'
import type { Facts } from '@/domain/audit/entry'
import type { MessageKind, RecipientKind } from '@/domain/messages/kinds'

export type Recipient =
  | { kind: Extract<RecipientKind, 'volunteers' | 'users'>; id: string }
  | { kind: Extract<RecipientKind, 'volunteerChat'>; id: null }

export type Message = {
  kind: MessageKind
  recipient: Recipient
  payload: Facts
  notBefore?: Date
  /** Only the first message with the same key is stored. */
  once?: string
}

/** Stores messages in the transaction of the change they report, so that they exist only if it is committed. */
export const enqueue = async (db: Db, now: Date, messages: readonly Message[]): Promise<void> => {
  if (messages.length === 0) return
  const rows = messages.map(({ kind, recipient, payload, notBefore, once }) => ({
    kind,
    recipient_kind: recipient.kind,
    recipient_id: recipient.id,
    payload,
    not_before: notBefore?.toISOString() ?? null,
    dedupe_key: once ?? null,
  }))
  await insertMessages(db, rows, currentRequestId(), now)
}
