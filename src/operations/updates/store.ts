import type { Payload } from 'payload'
import { reading } from '@/db/sql'
import { insertUpdates } from '@/db/telegram-updates'

/** As Telegram sends it: a number, and one part that says what it is. */
export type TelegramUpdate = { update_id: number } & Record<string, unknown>

/** Stores updates before anything is done about them; one that is known already changes nothing. */
export const storeUpdates = (payload: Payload, updates: readonly TelegramUpdate[], now: Date): Promise<number> =>
  insertUpdates(reading(payload), updates.map(withChat), now)

type Part = { chat?: { id?: unknown }; from?: { id?: unknown }; message?: { chat?: { id?: unknown } } }

const withChat = (body: TelegramUpdate) => {
  const part = Object.values(body).find((value): value is Part => typeof value === 'object' && value !== null) ?? {}
  const userId = idIn(part.from)
  return { updateId: body.update_id, chatId: idIn(part.chat) ?? idIn(part.message?.chat) ?? userId ?? 0, userId, body }
}

const idIn = (holder: { id?: unknown } | undefined): number | null =>
  Number.isSafeInteger(holder?.id) ? (holder?.id as number) : null
