import type { BackupTrouble } from '@/domain/backups/trouble'
import type { BotTrouble } from '@/domain/bot/trouble'

/** Whom the product promises to tell. */
export const TOLD = ['volunteers', 'chat', 'mail'] as const
export type Told = (typeof TOLD)[number]

/** Why what was promised will not arrive. `waits`: messages should have gone out, and are still here. */
export const SILENCES = ['noBot', 'noChat', 'chatLost', 'token', 'noMail', 'waits'] as const
export type Silence = (typeof SILENCES)[number]

export type Waiting = { count: number; since: Date | null }
export type DeliveryFacts = {
  bot: boolean
  volunteersChat: boolean
  mail: boolean
  botTroubles: readonly Pick<BotTrouble, 'kind'>[]
  waiting: { telegram: Waiting; mail: Waiting }
  backup: BackupTrouble | null
}
export type Delivery = {
  silent: Record<Told, Silence | null>
  waiting: { telegram: number; mail: number }
  backup: BackupTrouble | null
}

/** A slow minute, and the pauses between the first attempts, are no silence. */
export const SILENT_AFTER_MS = 10 * 60_000

const waits = ({ since }: Waiting, now: Date): Silence | null =>
  since !== null && now.getTime() - since.getTime() > SILENT_AFTER_MS ? 'waits' : null

/** What can't be delivered now, and why. Whoever promises that people will be told asks here. */
export const deliveryOf = (facts: DeliveryFacts, now: Date): Delivery => {
  const { waiting, botTroubles } = facts
  const has = (...kinds: string[]): boolean => botTroubles.some(({ kind }) => kinds.includes(kind))
  const volunteers: Silence | null = !facts.bot ? 'noBot' : has('token') ? 'token' : waits(waiting.telegram, now)
  const chatLost: Silence | null = has('chatRemoved', 'chatNotFound') ? 'chatLost' : null
  return {
    silent: {
      volunteers,
      chat: volunteers ?? (facts.volunteersChat ? chatLost : 'noChat'),
      mail: facts.mail ? waits(waiting.mail, now) : 'noMail',
    },
    waiting: { telegram: waiting.telegram.count, mail: waiting.mail.count },
    backup: facts.backup,
  }
}
