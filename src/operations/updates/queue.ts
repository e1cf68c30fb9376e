import type { Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { listenForChanges } from '@/db/changes'
import { writeConversation } from '@/db/conversations'
import { reading, transaction } from '@/db/sql'
import { storableText } from '@/db/storable'
import { dueUpdates, isUpdateFollowed, postponeUpdate, settleUpdate, type StoredUpdate } from '@/db/telegram-updates'

export type { StoredUpdate }

export const nextUpdates = (
  payload: Payload,
  { now, busy, most }: { now: Date; busy: readonly number[]; most: number },
): Promise<StoredUpdate[]> => dueUpdates(reading(payload), { now, busy, most })

/** Whether a later update of this chat is waiting. */
export const isFollowed = (payload: Payload, update: { chatId: number; seq: number }): Promise<boolean> =>
  isUpdateFollowed(reading(payload), update)

/** Calls `wake` when updates may have arrived, in this process or another, until the returned function is called. */
export const onUpdates = (payload: Payload, wake: () => void): (() => void) =>
  listenForChanges(payload, (heard) => {
    if (heard === 'again' || heard.topic === 'telegramUpdates') wake()
  })

/** Stores the conversation's new state and marks the update as done, both or neither. */
export const finishUpdate = (
  payload: Payload,
  { seq, chatId, state, now }: { seq: number; chatId: number; state: unknown; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    if (state !== undefined) await writeConversation(db, { chatId, state, now })
    await settleUpdate(db, { seq, status: 'done', error: null, now })
  })

export const retryUpdateAt = (
  payload: Payload,
  postponed: { seq: number; notBefore: Date; error: string; counts: boolean },
): Promise<void> => postponeUpdate(reading(payload), postponed)

/** Gives the update up and records that in the audit log for administrators. */
export const failUpdate = (
  payload: Payload,
  { seq, error, now }: { seq: number; error: string; now: Date },
): Promise<void> =>
  transaction(payload, async (db) => {
    await settleUpdate(db, { seq, status: 'failed', error, now })
    await recordAudit(db, {
      at: now,
      action: 'bot.updateFailed',
      subject: 'telegram-updates',
      subjectId: String(seq),
      caller: null,
      changes: { error: storableText(error) },
    })
  })
