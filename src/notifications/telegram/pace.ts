import { classifyTelegramError } from './errors'

/** Replies, which somebody is waiting for, go before broadcasts. */
export type Urgency = 'reply' | 'broadcast'

export type Pace = {
  /**
   * Runs a call when Telegram's limits allow it. After "too many requests" all calls wait, and this one is repeated.
   */
  run: <T>(to: { chat: string; urgency: Urgency }, call: () => Promise<T>) => Promise<T>
  /** Stops all sending for that long. */
  pauseFor: (ms: number) => void
}

type Options = {
  perSecond?: number
  now?: () => number
  wait?: (ms: number) => Promise<void>
}

type Task = { chat: string; urgency: Urgency; start: () => void }

/** Telegram's limits; for groups they are per minute. */
const PER_SECOND = 30
const CHAT_GAP_MS = 1000
const PER_GROUP = 20
const GROUP_WINDOW_MS = 60_000
/** A longer pause is left to the caller and not waited for inside a call. */
const LONGEST_RETRY_MS = 60_000
const RETRIES = 3

const isGroup = (chat: string): boolean => chat.startsWith('-')

/** Controls the pace of all messages of a process. */
export const createPace = ({ perSecond = PER_SECOND, now = Date.now, wait = sleep }: Options = {}): Pace => {
  const waiting: Record<Urgency, Task[]> = { reply: [], broadcast: [] }
  const all = new Past(perSecond, 1000)
  const groups = new Map<string, Past>()
  const lastOf = new Map<string, number>()
  let pausedUntil = 0
  let running = false
  let wake: () => void = () => undefined

  const readyAt = ({ chat, urgency }: Task): number => {
    if (isGroup(chat)) return groups.get(chat)?.freeAt() ?? 0
    return urgency === 'broadcast' ? (lastOf.get(chat) ?? -Infinity) + CHAT_GAP_MS : 0
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
      while (waiting.reply.length + waiting.broadcast.length > 0) {
        const time = now()
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

  const pauseFor = (ms: number): void => {
    pausedUntil = Math.max(pausedUntil, now() + ms)
  }

  const turn = ({ chat, urgency }: { chat: string; urgency: Urgency }): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting[urgency].push({ chat, urgency, start: resolve })
      pump().catch(reject)
    })

  const run: Pace['run'] = async (to, call) => {
    for (let retries = RETRIES; ; retries -= 1) {
      await turn(to)
      try {
        return await call()
      } catch (error) {
        const failure = classifyTelegramError(error)
        if (failure.kind !== 'retryAfter') throw error
        pauseFor(failure.ms)
        if (retries === 0 || failure.ms > LONGEST_RETRY_MS) throw error
      }
    }
  }

  return { run, pauseFor }
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
