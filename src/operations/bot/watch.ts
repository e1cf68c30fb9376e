import type { Payload } from 'payload'
import { logEvent } from '@/config/log'
import { beginBotWatch, noteChat, noteFailure, noteHeard } from '@/db/bot-watch'
import { reading } from '@/db/sql'
import type { BotFailure, ChatLoss } from '@/domain/bot/trouble'

/** Contact with Telegram is written to the database at most this often. */
const HEARD_EVERY_MS = 15_000

export type BotWatch = {
  /** Telegram has answered, or has sent something. */
  heard: (now: Date) => Promise<void>
  failed: (failure: BotFailure, now: Date) => Promise<void>
  /** Whether the bot sees the volunteers' chat: null, or why not. */
  chat: (loss: ChatLoss | null, now: Date) => Promise<void>
}

/** These notes are only informative, so a failure to write one must not break anything else. */
const quietly = async (note: () => Promise<void>): Promise<void> => {
  try {
    await note()
  } catch {
    logEvent({ level: 'warn', msg: 'how the bot is could not be noted' })
  }
}

/** Records the state of the bot of this process in the database, for all processes. */
export const watchBot = (payload: Payload): BotWatch => {
  const db = reading(payload)
  let heardAt = -Infinity
  let chatIs: ChatLoss | null | undefined
  return {
    heard: (now) =>
      quietly(async () => {
        if (Math.abs(now.getTime() - heardAt) < HEARD_EVERY_MS) return
        await noteHeard(db, now)
        heardAt = now.getTime()
      }),
    failed: (failure, now) =>
      quietly(async () => {
        heardAt = -Infinity
        await noteFailure(db, failure, now)
      }),
    chat: (loss, now) =>
      quietly(async () => {
        if (loss === chatIs) return
        await noteChat(db, loss, now)
        chatIs = loss
      }),
  }
}

const watches = new WeakMap<Payload, BotWatch>()

/** An update came through the webhook of this process. */
export const heardByWebhook = (payload: Payload, now: Date): Promise<void> => {
  const watch = watches.get(payload) ?? watchBot(payload)
  watches.set(payload, watch)
  return watch.heard(now)
}

/** From now on silence of the bot is reported as a problem. */
export const expectBot = (payload: Payload, now: Date): Promise<void> => beginBotWatch(reading(payload), now)
