import { TelegramError } from 'telegraf'
import { classifyTelegramError } from './errors'

/** Replies, which somebody is waiting for, go before broadcasts. */
export type Urgency = 'reply' | 'broadcast'

export type Pace = {
  /**
   * Runs a call when Telegram's limits allow it. After "too many requests" its chat waits and the call is repeated; the
   * others go on. A call that would wait longer than its patience fails as one that Telegram has refused so.
   */
  run: <T>(to: { chat: string; urgency: Urgency }, call: () => Promise<T>) => Promise<T>
}

type Options = {
  perSecond?: number
  /** How long a call waits for its own chat. */
  patienceMs?: number
  now?: () => number
  wait?: (ms: number) => Promise<void>
}

type Task = { chat: string; urgency: Urgency; since: number; start: () => void; giveUp: (ms: number) => void }

/** Telegram's limits; for groups they are per minute. */
const PER_SECOND = 30
const CHAT_GAP_MS = 1000
const PER_GROUP = 20
const GROUP_WINDOW_MS = 60_000
/** A longer pause is left to the caller and not waited for inside a call. */
const LONGEST_RETRY_MS = 60_000
const RETRIES = 3
/** So many chats refused, and none served in between: it is not about the chats. */
const REFUSED_CHATS = 5

const isGroup = (chat: string): boolean => chat.startsWith('-')

/** Controls the pace of all messages of a process: for each chat by itself, and for all together. */
export const createPace = ({
  perSecond = PER_SECOND,
  patienceMs = LONGEST_RETRY_MS,
  now = Date.now,
  wait = sleep,
}: Options = {}): Pace => {
  const waiting: Record<Urgency, Task[]> = { reply: [], broadcast: [] }
  const all = new Past(perSecond, 1000)
  const groups = new Map<string, Past>()
  const lastOf = new Map<string, number>()
  const closedUntil = new Map<string, number>()
  const refused = new Set<string>()
  let pausedUntil = 0
  let running = false
  let wake: () => void = () => undefined

  const readyAt = ({ chat, urgency }: Task): number => {
    const open = closedUntil.get(chat) ?? 0
    if (isGroup(chat)) return Math.max(open, groups.get(chat)?.freeAt() ?? 0)
    return urgency === 'broadcast' ? Math.max(open, (lastOf.get(chat) ?? -Infinity) + CHAT_GAP_MS) : open
  }

  /** Those that would wait too long for their chat leave, and hold up nobody who waits for them. */
  const dismiss = (time: number): void => {
    for (const urgency of ['reply', 'broadcast'] as const) {
      const tooLate = waiting[urgency].filter((task) => readyAt(task) - task.since > patienceMs)
      if (tooLate.length === 0) continue
      waiting[urgency] = waiting[urgency].filter((task) => !tooLate.includes(task))
      for (const task of tooLate) task.giveUp(Math.max(1, readyAt(task) - time))
    }
  }

  /** The first reply that may be sent, or else the first other message, or else the time until which nothing may. */
  const next = (time: number): Task | number => {
    let soonest = Infinity
    for (const tasks of [waiting.reply, waiting.broadcast]) {
      for (const [index, task] of tasks.entries()) {
        const at = readyAt(task)
        if (at <= time) return (tasks.splice(index, 1), task)
        soonest = Math.min(soonest, at)
      }
    }
    return soonest
  }

  const note = (chat: string, time: number): void => {
    all.add(time)
    lastOf.delete(chat)
    lastOf.set(chat, time)
    for (const [old, at] of lastOf) {
      if (at > time - CHAT_GAP_MS) break
      lastOf.delete(old)
    }
    if (!isGroup(chat)) return
    const past = groups.get(chat) ?? new Past(PER_GROUP, GROUP_WINDOW_MS)
    groups.set(chat, past)
    past.add(time)
  }

  const pump = async (): Promise<void> => {
    if (running) return wake()
    running = true
    try {
      for (;;) {
        const time = now()
        dismiss(time)
        if (waiting.reply.length + waiting.broadcast.length === 0) break
        const open = Math.max(pausedUntil, all.freeAt())
        const found = open > time ? open : next(time)
        if (typeof found === 'number') {
          const woken = new Promise<void>((resolve) => (wake = resolve))
          await Promise.race([wait(Math.max(1, found - time)), woken])
          continue
        }
        note(found.chat, time)
        found.start()
      }
    } finally {
      running = false
      wake = () => undefined
    }
  }

  const turn = ({ chat, urgency }: { chat: string; urgency: Urgency }): Promise<void> =>
    new Promise((resolve, reject) => {
      const giveUp = (ms: number): void => reject(tooMany(ms))
      waiting[urgency].push({ chat, urgency, since: now(), start: resolve, giveUp })
      pump().catch(reject)
    })

  const serve = (chat: string): void => {
    closedUntil.delete(chat)
    refused.clear()
  }

  /** Telegram does not say whether it means this chat or the bot: while others are served it means the chat. */
  const refuse = (chat: string, ms: number): void => {
    const time = now()
    for (const [other, until] of closedUntil) if (until <= time) closedUntil.delete(other)
    closedUntil.set(chat, time + ms)
    refused.add(chat)
    if (refused.size < REFUSED_CHATS) return
    refused.clear()
    pausedUntil = Math.max(pausedUntil, time + Math.min(ms, LONGEST_RETRY_MS))
  }

  const run: Pace['run'] = async (to, call) => {
    for (let retries = RETRIES; ; retries -= 1) {
      await turn(to)
      try {
        const result = await call()
        serve(to.chat)
        return result
      } catch (error) {
        const failure = classifyTelegramError(error)
        if (failure.kind !== 'retryAfter') throw error
        refuse(to.chat, failure.ms)
        if (retries === 0 || failure.ms > patienceMs) throw error
      }
    }
  }

  return { run }
}

const tooMany = (ms: number): TelegramError => {
  const seconds = ms / 1000
  const description = `Too Many Requests: retry after ${Math.ceil(seconds)}`
  return new TelegramError({ error_code: 429, description, parameters: { retry_after: seconds } })
}

/** The times of the last `most` calls. The next call may be made when the first of them is `windowMs` ago. */
class Past {
  private readonly times: number[] = []

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  freeAt(): number {
    return this.times.length < this.most ? 0 : (this.times[0] ?? 0) + this.windowMs
  }

  add(time: number): void {
    this.times.push(time)
    if (this.times.length > this.most) this.times.shift()
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
