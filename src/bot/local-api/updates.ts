import { setTimeout as sleep } from 'node:timers/promises'
import type { Update } from 'telegraf/types'
import { badRequest, Refusal } from './refusal'

/** Kinds of update that a bot gets only if it asks for them by name. */
const ON_REQUEST = ['chat_member', 'message_reaction', 'message_reaction_count']
const MOST = 100
const FAR_AHEAD = 10
const FIRST_RETRY_MS = 20
const LAST_RETRY_MS = 1_000

/** How delivery is disturbed: how often each update is repeated, and whether the chats of a batch are shuffled. */
export type Delivery = { extra?: (update: Update) => number; random?: () => number }

type Queued = {
  update: Update
  chat: number
  /** Delivered again even if it was confirmed. */
  again: boolean
  sent?: boolean
}
type Webhook = { url: string; secret: string | undefined; connections: number }
type Contents<Kind> = Kind extends unknown ? Omit<Kind, 'update_id'> : never

/** Updates as Telegram keeps them: until an offset or a 2xx from the webhook confirms them. */
export class Updates {
  delivery: Delivery = {}
  webhook: Webhook | null = null
  /** Every update for the bot, delivered or not. */
  readonly all: Update[] = []
  lastWebhookError: string | undefined
  lastWebhookErrorAt: Date | undefined
  private queue: Queued[] = []
  private allowed: readonly string[] | null = null
  private wake: (() => void) | null = null
  private endPoll: ((reason: Refusal | null) => void) | null = null
  private readonly busy = new Set<number>()
  private stopped = false
  private paused = false

  constructor(
    private nextId: number,
    /** The real address of a webhook's host, because a test has no DNS. */
    private readonly resolve: (url: string) => string,
    private readonly now: () => Date,
  ) {}

  /** Ids begin anew somewhere else, as after a week without updates. */
  restartAt(nextId: number): void {
    this.nextId = nextId
  }

  /** Queues an update if the bot asked for its kind. */
  push(chat: number, contents: Contents<Update>): Update {
    const kind = Object.keys(contents)[0] ?? ''
    const wanted =
      this.allowed === null || this.allowed.length === 0 ? !ON_REQUEST.includes(kind) : this.allowed.includes(kind)
    return wanted ? this.force(chat, contents) : ({ update_id: this.nextId++, ...contents } as Update)
  }

  /** Queues an update of any kind, whatever the bot asked for. */
  force(chat: number, contents: object): Update {
    const update = { update_id: this.nextId++, ...contents } as Update
    this.all.push(update)
    this.enqueue({ update, chat, again: false })
    return update
  }

  /** Delivers a confirmed update again, as Telegram does when our answer got lost. */
  again(update: Update): void {
    this.enqueue({ update, chat: chatOf(update), again: true })
  }

  get pending(): number {
    return this.queue.length
  }

  /** The number of repetitions still to come. */
  get repetitions(): number {
    return this.queue.filter(({ again }) => again).length
  }

  allow(kinds: unknown): void {
    if (Array.isArray(kinds)) this.allowed = kinds as string[]
  }

  drop(): void {
    this.queue = []
  }

  setWebhook(webhook: Webhook | null): void {
    this.webhook = webhook
    this.deliver()
  }

  /** While Telegram is unreachable nothing is delivered, but updates are kept. */
  pause(paused: boolean): void {
    this.paused = paused
    if (!paused) this.deliver()
  }

  async poll(
    { offset = 0, limit = MOST, timeout = 0 }: { offset?: number; limit?: number; timeout?: number },
    gone: AbortSignal,
  ): Promise<Update[]> {
    if (this.webhook)
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    if (limit < 1 || limit > MOST) throw badRequest('limit must be from 1 to 100')
    this.endPoll?.(
      new Refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    )
    this.confirm(offset)
    if (this.queue.length === 0 && timeout > 0) await this.wait(timeout, gone)
    const batch = this.shuffled(this.queue.slice(0, limit))
    // A repetition is done once it was delivered. The others wait for the offset that confirms them.
    if (!gone.aborted) this.queue = this.queue.filter((one) => !(one.again && batch.includes(one)))
    return batch.map(({ update }) => update)
  }

  stop(): void {
    this.stopped = true
    this.endPoll?.(null)
  }

  private confirm(offset: number): void {
    if (offset < 0) this.queue = this.queue.slice(offset)
    // Telegram takes no notice of an offset far above the newest id: it is one of before the ids began anew.
    const newest = Math.max(this.nextId, ...this.queue.map(({ update }) => update.update_id))
    if (offset > newest + FAR_AHEAD) return
    const confirmed = this.queue.filter(({ update, again }) => !again && update.update_id < offset)
    this.queue = this.queue.filter((one) => !confirmed.includes(one))
    for (const { update, chat } of confirmed) {
      for (let count = this.delivery.extra?.(update) ?? 0; count > 0; count -= 1)
        this.queue.push({ update, chat, again: true })
    }
  }

  private enqueue(queued: Queued): void {
    this.queue.push(queued)
    this.wake?.()
    this.deliver()
  }

  private wait(seconds: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (reason: Refusal | null): void => {
        clearTimeout(timer)
        gone.removeEventListener('abort', leave)
        this.wake = this.endPoll = null
        if (reason) reject(reason)
        else resolve()
      }
      const leave = (): void => end(null)
      const timer = setTimeout(leave, seconds * 1000)
      this.wake = leave
      this.endPoll = end
      gone.addEventListener('abort', leave)
    })
  }

  /** Shuffles the chats; within a chat the order is kept. */
  private shuffled(batch: Queued[]): Queued[] {
    const { random } = this.delivery
    if (!random) return batch
    const left = [...batch]
    const result: Queued[] = []
    while (left.length > 0) {
      const { chat } = left[Math.floor(random() * left.length)] as Queued
      result.push(
        ...left.splice(
          left.findIndex((one) => one.chat === chat),
          1,
        ),
      )
    }
    return result
  }

  /** Delivers to the webhook: one update at a time per chat, several chats in parallel. */
  private deliver(): void {
    while (this.webhook && !this.paused && !this.stopped && this.busy.size < this.webhook.connections) {
      const { random } = this.delivery
      const free = this.queue.filter(
        ({ chat }, index, queue) => !this.busy.has(chat) && queue.findIndex((one) => one.chat === chat) === index,
      )
      const next = free[random ? Math.floor(random() * free.length) : 0]
      if (!next) return
      this.busy.add(next.chat)
      void this.send(next).finally(() => {
        this.busy.delete(next.chat)
        this.deliver()
      })
    }
  }

  private async send(queued: Queued): Promise<void> {
    for (let delay = FIRST_RETRY_MS; this.webhook && !this.stopped; delay = Math.min(delay * 2, LAST_RETRY_MS)) {
      if (!this.paused && (await this.post(this.webhook, queued.update))) {
        this.queue = this.queue.filter((one) => one !== queued)
        const extra = queued.again ? 0 : (this.delivery.extra?.(queued.update) ?? 0)
        for (let count = extra; count > 0; count -= 1) this.queue.push({ ...queued, again: true })
        return
      }
      await sleep(delay)
    }
  }

  private async post({ url, secret }: Webhook, update: Update): Promise<boolean> {
    try {
      const headers = {
        'content-type': 'application/json',
        ...(secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret }),
      }
      const response = await fetch(this.resolve(url), { method: 'POST', headers, body: JSON.stringify(update) })
      await response.arrayBuffer()
      if (!response.ok) this.failed(`Wrong response from the webhook: ${response.status}`)
      return response.ok
    } catch (error) {
      this.failed(String(error))
      return false
    }
  }

  private failed(why: string): void {
    this.lastWebhookError = why
    this.lastWebhookErrorAt = this.now()
  }
}

const chatOf = (update: Update): number => {
  if ('message' in update) return update.message.chat.id
  if ('edited_message' in update) return update.edited_message.chat.id
  if ('callback_query' in update) return update.callback_query.message?.chat.id ?? update.callback_query.from.id
  if ('chat_member' in update) return update.chat_member.chat.id
  return 'my_chat_member' in update ? update.my_chat_member.chat.id : 0
}
