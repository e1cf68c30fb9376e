import { createHash } from 'node:crypto'
import type { Payload } from 'payload'
import { recordAudit, type AuditEntry } from '@/db/audit'
import { reading, transaction } from '@/db/sql'
import { storable } from '@/db/storable'
import { ASKED_UPDATES } from '@/domain/bot/updates'
import { concernsValue, insertUpdates, type NewUpdate } from '@/db/telegram-updates'

/** An update as sent by Telegram: an id, and one property whose name is its kind. */
export type TelegramUpdate = { update_id: number } & Record<string, unknown>

/**
 * Stores updates before they are handled, and returns how many were new. Characters that the database can't store are
 * replaced. An update that it still rejects is stored without content and marked as failed, so that it does not block
 * the others. Kinds that the bot has not asked for are stored as done.
 */
export const storeUpdates = async (
  payload: Payload,
  updates: readonly TelegramUpdate[],
  now: Date,
): Promise<number> => {
  const rows = updates.map(asRow)
  try {
    return (await insertUpdates(reading(payload), rows, now)).length
  } catch (error) {
    if (!concernsValue(error)) throw error
  }
  let news = 0
  for (const row of rows) news += await storeAlone(payload, row, now)
  return news
}

const storeAlone = async (payload: Payload, row: NewUpdate, now: Date): Promise<number> => {
  try {
    return (await insertUpdates(reading(payload), [row], now)).length
  } catch (error) {
    if (!concernsValue(error)) throw error
    return park(payload, { ...row, status: 'failed', body: null, error: 'The database can’t keep it' }, now)
  }
}

const park = (payload: Payload, row: NewUpdate, now: Date): Promise<number> =>
  transaction(payload, async (db) => {
    const parked = await insertUpdates(db, [row], now)
    await recordAudit(
      db,
      ...parked.map((seq): AuditEntry => ({
        at: now,
        action: 'bot.updateFailed',
        subject: 'telegram-updates',
        subjectId: String(seq),
        caller: null,
        changes: { error: row.error ?? null },
      })),
    )
    return parked.length
  })

type Part = { chat?: { id?: unknown }; from?: { id?: unknown }; message?: { chat?: { id?: unknown } } }

const asRow = (update: TelegramUpdate): NewUpdate => {
  const part = Object.values(update).find((value): value is Part => typeof value === 'object' && value !== null) ?? {}
  const userId = idIn(part.from)
  const body = storable(update)
  const asked = ASKED_UPDATES.some((kind) => kind in update)
  return {
    status: asked ? 'pending' : 'done',
    updateId: withinReach(update.update_id),
    chatId: idIn(part.chat) ?? idIn(part.message?.chat) ?? userId ?? 0,
    userId,
    body: asked ? body : null,
    digest: createHash('sha256').update(JSON.stringify(body)).digest('base64url'),
  }
}

const idIn = (holder: { id?: unknown } | null | undefined): number | null =>
  Number.isSafeInteger(holder?.id) ? (holder?.id as number) : null

/** An integer that fits a bigint. */
const withinReach = (id: number): number => Math.trunc(Math.min(Math.max(id, -(2 ** 53)), 2 ** 53))
