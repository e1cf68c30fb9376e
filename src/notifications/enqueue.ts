import { currentRequestId } from '@/config/trace'
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
  /** Of all messages with the same key only the first exists. */
  once?: string
}

/** Writes messages in the transaction of the change they speak of: they exist if and only if it is committed. */
export const enqueue = async (db: Db, now: Date, messages: readonly Message[]): Promise<void> => {
  if (messages.length === 0) return
  await db.rows(
    `INSERT INTO messages (kind, recipient_kind, recipient_id, payload, not_before, dedupe_key, request_id, created_at, updated_at)
     SELECT m.kind, m.recipient_kind, m.recipient_id, m.payload, m.not_before, m.dedupe_key, $3, $2, $2
       FROM jsonb_to_recordset($1::jsonb) AS m(kind text, recipient_kind text, recipient_id text, payload jsonb, not_before timestamptz, dedupe_key text)
     ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING`,
    [
      JSON.stringify(
        messages.map(({ kind, recipient, payload, notBefore, once }) => ({
          kind,
          recipient_kind: recipient.kind,
          recipient_id: recipient.id,
          payload,
          not_before: notBefore?.toISOString() ?? null,
          dedupe_key: once ?? null,
        })),
      ),
      now.toISOString(),
      currentRequestId(),
    ],
    'enqueue-messages',
  )
}
