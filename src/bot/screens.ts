import type { Payload } from 'payload'
import { isFollowed } from '@/operations/updates/queue'

/** Telegram takes about one change of a chat a second. */
const GAP_MS = 1_000

export type Screens = {
  /** Whether a change of the screen may be left out: something newer waits, and the screen has changed just now. */
  mayBeLeftOut: (update: { chatId: number; seq: number }) => Promise<boolean>
  shown: (chatId: number) => void
}

/** Of many quick taps the first is answered at once and then the last: nobody sees what is in between. */
export const createScreens = (payload: Payload, now: () => number = Date.now): Screens => {
  const lastShown = new Map<number, number>()
  return {
    mayBeLeftOut: async (update) =>
      now() - (lastShown.get(update.chatId) ?? -Infinity) < GAP_MS && isFollowed(payload, update),
    shown: (chatId) => {
      const time = now()
      lastShown.delete(chatId)
      lastShown.set(chatId, time)
      for (const [chat, at] of lastShown) {
        if (at > time - GAP_MS) break
        lastShown.delete(chat)
      }
    },
  }
}
