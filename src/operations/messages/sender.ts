import { randomUUID } from 'node:crypto'
import type { Payload } from 'payload'
import { logEvent } from '@/config/log'
import { traced } from '@/config/trace'
import { claimMessages, parkMessagesOf, settleMessage, type Claimed, type Settlement } from '@/db/outbox'
import { movedChat, rememberMovedChat } from '@/db/moved-chats'
import { reading } from '@/db/sql'
import type { RecipientKind } from '@/domain/messages/kinds'
import type { SendMail } from '@/notifications/deliver/mail'
import type { SendToChat } from '@/notifications/deliver/telegram'
import { ANSWERED, LEASE_MS, later, stillClaimed, UNTRIED, unreachableReason, type Attempt } from './attempt'
import { composeForTelegram } from './compose'
import { composeMail } from './composeMail'
import { Outages, type Channel } from './outages'
import { afterOutcome, skipped } from './settlement'

export type SenderOptions = {
  /** null: there is no bot, and messages for Telegram wait. */
  telegram: SendToChat | null
  mail: SendMail | null
  volunteersChat: string | null
  panel: string | null
  now: () => Date
  wait: (ms: number) => Promise<void>
  /** While true no call is started; calls in progress are finished. */
  stopping: () => boolean
  /** Reports a fault of ours, which nobody would see otherwise. */
  report: (error: unknown) => void
}

export type Sender = {
  /** One round: claims due messages, sends them and records the outcomes. Returns how many messages were claimed. */
  round: () => Promise<number>
}

const BATCH = 25
const RECIPIENTS: Record<Channel, readonly RecipientKind[]> = {
  telegram: ['volunteers', 'volunteerChat'],
  mail: ['users'],
}

export const createSender = (payload: Payload, options: SenderOptions): Sender => {
  const db = reading(payload)
  const { now } = options
  const outages = new Outages()

  const round = async (): Promise<number> => {
    const channels = (['telegram', 'mail'] as const).filter(
      (channel) => options[channel] !== null && !outages.isClosed(channel, now()),
    )
    const taken = await Promise.all(channels.map((channel) => roundOf(channel)))
    return taken.reduce((sum, count) => sum + count, 0)
  }

  const roundOf = async (channel: Channel): Promise<number> => {
    const at = now()
    // After an outage a single message tests whether it is over.
    const trying = outages.isDoubtful(channel)
    const messages = await claimMessages(db, {
      channels: RECIPIENTS[channel],
      most: trying ? 1 : BATCH,
      claim: randomUUID(),
      now: at,
      until: later(at, LEASE_MS),
      trying,
    })
    await Promise.all(
      messages.map((message) =>
        traced({ requestId: message.requestId ?? randomUUID() }, () => handle(channel, message)),
      ),
    )
    return messages.length
  }

  const handle = async (channel: Channel, message: Claimed): Promise<void> => {
    const startedAt = now().getTime()
    const outcome = await attempt(channel, message).catch((error: unknown): Attempt => {
      options.report(error)
      return { kind: 'again', reason: 'fault' }
    })
    logEvent({
      msg: `message ${message.kind}: ${outcome.kind}`,
      message: message.id,
      kind: message.kind,
      channel,
      outcome: outcome.kind,
      ms: now().getTime() - startedAt,
      routine: true,
    })
    if (ANSWERED.has(outcome.kind)) outages.over(channel)
    if (outcome.kind === 'closed') outages.note(channel, now())
    if (outcome.kind === 'stopped' && message.recipientKind === 'volunteers')
      return persist(() => parkMessagesOf(db, message.recipientId ?? '', 'stoppedBot', now()))
    await settle(
      message,
      outcome.kind === 'skip' || outcome.kind === 'later'
        ? skipped(message, outcome)
        : afterOutcome(message, outcome, now()),
    )
  }

  const attempt = async (channel: Channel, message: Claimed): Promise<Attempt> => {
    const gone = unreachableReason(message)
    if (gone) return gone
    // Another message of this round found the channel down, so this message was not tried.
    if (outages.isClosed(channel, now())) return UNTRIED
    const still = async (): Promise<boolean> =>
      !options.stopping() && !outages.isClosed(channel, now()) && (await stillClaimed(db, message, now()))
    if (channel === 'telegram') return toTelegram(message, still)
    const composed = await composeMail({ db, message, panel: options.panel, now: now() })
    if (composed.kind !== 'ready') return composed
    return (await still())
      ? ((await options.mail?.(message.email ?? '', composed.content, message.id)) ?? UNTRIED)
      : UNTRIED
  }

  const toTelegram = async (message: Claimed, still: () => Promise<boolean>): Promise<Attempt> => {
    const chat = message.recipientKind === 'volunteerChat' ? await chatOfVolunteers() : message.telegramId
    if (chat === null) return { kind: 'skip', reason: 'notConfigured' }
    const composed = await composeForTelegram(db, message, now())
    if (composed.kind !== 'ready') return composed
    const outcome = (await options.telegram?.(chat, composed.content, still)) ?? UNTRIED
    if (outcome.kind !== 'moved') return outcome
    await rememberMovedChat(db, chat, outcome.to, now())
    return (await options.telegram?.(outcome.to, composed.content, still)) ?? UNTRIED
  }

  const chatOfVolunteers = async (): Promise<string | null> =>
    options.volunteersChat === null ? null : movedChat(db, options.volunteersChat)

  const settle = (message: Claimed, settlement: Settlement): Promise<void> =>
    persist(() => settleMessage(db, message, settlement, now()))

  /** A sent message that is not recorded would be sent again, so the write is retried. */
  const persist = async (write: () => Promise<void>): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write()
      } catch (error) {
        if (tries === PERSISTENCE) throw error
        await options.wait(250 * 2 ** tries)
      }
    }
  }

  return { round }
}

const PERSISTENCE = 7
