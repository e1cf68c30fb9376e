import { setMaxListeners } from 'node:events'
import { reportFault } from '@/config/faults'
import { logEvent } from '@/config/log'
import { traced } from '@/config/trace'
import { failureOf } from '@/notifications/telegram/client'
import { conversationsIdleSince } from '@/operations/conversations/keep'
import {
  failUpdate,
  finishUpdate,
  nextUpdates,
  onUpdates,
  retryUpdateAt,
  type StoredUpdate,
} from '@/operations/updates/queue'
import type { Bot } from './createBot'
import { pause } from './pause'
import { Unreadable } from './readUpdate'
import type { Deps } from './turn'

type Options = { stop: AbortSignal; /** Chats at a time. */ most?: number; pollMs?: number; retryMs?: number }

const ATTEMPTS = 5
const LONGEST_RETRY_MS = 30_000
/** An update whose end could not be noted: the database is away, or it is our own fault. */
const AFTER_FAULT_MS = 1_000
/** After this much silence, personal data is removed from the screen. */
const IDLE_MS = 20 * 60_000
const SWEEP_MS = 30_000
const CLOSE_AGAIN_MS = 5 * 60_000

/**
 * Handles stored updates until told to stop: one at a time per chat, several chats in parallel. A chat whose update has
 * to be tried again waits by itself and takes nobody's turn.
 */
export const dispatch = async (
  bot: Bot,
  deps: Deps,
  { stop, most = 8, pollMs = 1000, retryMs = 500 }: Options,
): Promise<void> => {
  // Each chat that rests listens to it.
  setMaxListeners(0, stop)
  const busy = new Map<number, Promise<void>>()
  let working = 0
  const bell = createBell()
  const mute = onUpdates(deps.payload, bell.ring)
  stop.addEventListener('abort', bell.ring, { once: true })

  /** `work` answers how long this chat has to wait afterwards. */
  const take = (chatId: number, work: () => Promise<number>, afterFault: number): void => {
    working += 1
    const task = work()
      .catch((error: unknown) => {
        deps.log(`an update could not be settled: ${nameOf(error)}`)
        return afterFault
      })
      .then((rest) => {
        working -= 1
        if (rest <= 0) return
        bell.ring()
        return pause(rest, stop)
      })
      .finally(() => {
        busy.delete(chatId)
        bell.ring()
      })
    busy.set(chatId, task)
  }
  let swept = 0
  const round = async (): Promise<void> => {
    const due = await nextUpdates(deps.payload, { now: deps.now(), busy: [...busy.keys()], most: most - working })
    for (const update of due)
      take(
        update.chatId,
        () => traced({ requestId: update.requestId ?? `tg:${update.seq}` }, () => attempt(bot, deps, update, retryMs)),
        AFTER_FAULT_MS,
      )
    const now = deps.now().getTime()
    if (now - swept < SWEEP_MS || working >= most) return
    swept = now
    const idle = await conversationsIdleSince(deps.payload, new Date(now - IDLE_MS), most - working + busy.size)
    for (const chatId of idle.filter((chat) => !busy.has(chat)).slice(0, most - working))
      take(chatId, () => bot.close(chatId).then(() => 0), CLOSE_AGAIN_MS)
  }
  try {
    while (!stop.aborted) {
      const heard = bell.next(pollMs)
      if (working < most)
        await round().catch((error: unknown) => deps.log(`updates can't be read now: ${nameOf(error)}`))
      await heard
    }
  } finally {
    mute()
    await Promise.all(busy.values())
  }
}

/** Returns how long this chat has to wait. */
const attempt = async (bot: Bot, deps: Deps, update: StoredUpdate, retryMs: number): Promise<number> => {
  const { payload, log, now } = deps
  const { seq, chatId, attempts } = update
  const startedAt = now().getTime()
  const settled = (outcome: string): void =>
    logEvent({
      msg: `update ${outcome}`,
      update: seq,
      attempt: attempts + 1,
      outcome,
      ms: now().getTime() - startedAt,
      routine: true,
    })
  try {
    await bot.handle(update)
    settled('handled')
    return 0
  } catch (error) {
    if (error instanceof Unreadable) {
      settled('unreadable')
      await failUpdate(payload, { seq, error: error.message, now: now() })
      return 0
    }
    const failure = failureOf(error)
    settled(failure?.kind ?? 'failed')
    if (!failure) reportFault({ kind: 'bot', where: 'update', error })
    if (failure?.kind === 'blocked') {
      await finishUpdate(payload, { seq, chatId, state: undefined, now: now() })
      return 0
    }
    const said = failure
      ? `Telegram: ${failure.kind === 'badRequest' ? failure.description : failure.kind}`
      : nameOf(error)
    // An outage of Telegram and its limits are nobody's fault and will end. Anything else is tried a few times.
    const counts = failure?.kind !== 'unreachable' && failure?.kind !== 'retryAfter'
    if (counts && attempts + 1 >= ATTEMPTS) {
      await failUpdate(payload, { seq, error: said, now: now() })
      log(`update ${seq} is given up: ${said}`)
      await bot.apologise(update)
      return 0
    }
    if (attempts === 0) log(`update ${seq} failed and is tried again: ${said}`)
    await retryUpdateAt(payload, { seq, notBefore: now(), error: said.slice(0, 500), counts })
    if (failure?.kind === 'retryAfter') return failure.ms
    return counts ? Math.min(retryMs * 2 ** attempts, LONGEST_RETRY_MS) : 4 * retryMs
  }
}

/** Only the place of the error: a message of the database may contain values. */
export const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'something that is no error'
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  return `${error.name}${code}\n${(error.stack ?? '')
    .split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 6)
    .join('\n')}`
}

/** Waits for a signal or a timeout, whichever comes first. A signal before the wait counts. */
const createBell = () => {
  let listeners: (() => void)[] = []
  const ring = (): void => {
    const woken = listeners
    listeners = []
    for (const wake of woken) wake()
  }
  const next = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      listeners.push(() => (clearTimeout(timer), resolve()))
    })
  return { ring, next }
}
