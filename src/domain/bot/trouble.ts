/** How Telegram refused to hand over updates: it knows no such token, or somebody else is asking; or it did not answer. */
export type BotFailure = 'token' | 'conflict' | 'webhook' | 'unreachable'
/** Why the bot can't see the volunteers' chat. */
export type ChatLoss = 'chatRemoved' | 'chatNotFound'

/** What is wrong with the bot, the worst first. */
export const BOT_TROUBLES = [
  'token',
  'conflict',
  'webhook',
  'silent',
  'chatRemoved',
  'chatNotFound',
  'behind',
  'parked',
] as const
export type BotTroubleKind = (typeof BOT_TROUBLES)[number]
export type BotTrouble = { kind: BotTroubleKind; since: Date }

export type BotFacts = {
  /** Since when anybody expects to hear of it. null: nobody has started the bot or the worker yet. */
  watchedSince: Date | null
  /** When it last got an answer to getUpdates, or an update through the webhook. */
  heardAt: Date | null
  failure: { kind: BotFailure; since: Date } | null
  chat: { kind: ChatLoss; since: Date } | null
  /** The oldest update that waits to be handled. */
  waitingSince: Date | null
  /** The newest update that was given up. */
  parkedAt: Date | null
}

/** A poll of its own takes 25 seconds at most. */
const SILENT_MS = 120_000
const BEHIND_MS = 120_000

export const silentFor = ({ watchedSince, heardAt }: BotFacts, now: Date): number => {
  const last = heardAt ?? watchedSince
  return last === null ? 0 : Math.max(0, now.getTime() - last.getTime())
}

/** Everything that is wrong at this moment, the worst first. */
export const botTroubles = (facts: BotFacts, now: Date): BotTrouble[] => {
  const { watchedSince, heardAt, failure, chat, waitingSince, parkedAt } = facts
  const troubles: BotTrouble[] = []
  const refused =
    failure !== null && failure.kind !== 'unreachable' ? { kind: failure.kind, since: failure.since } : null
  const last = heardAt ?? watchedSince
  if (refused) troubles.push(refused)
  else if (last !== null && silentFor(facts, now) > SILENT_MS) troubles.push({ kind: 'silent', since: last })
  if (chat) troubles.push(chat)
  // Whoever hears nothing handles nothing either: that is one trouble.
  if (troubles.length === 0 && waitingSince !== null && now.getTime() - waitingSince.getTime() > BEHIND_MS)
    troubles.push({ kind: 'behind', since: waitingSince })
  if (parkedAt !== null) troubles.push({ kind: 'parked', since: parkedAt })
  return troubles
}

/** A second instance or a slow webhook for a moment, as at every update of the program, is no reason for a letter. */
const LETTER_AFTER_MS: Partial<Record<BotTroubleKind, number>> = { conflict: 120_000, webhook: 120_000 }

export const worthALetter = ({ kind, since }: BotTrouble, now: Date): boolean =>
  now.getTime() - since.getTime() >= (LETTER_AFTER_MS[kind] ?? 0)

const DAY_MS = 86_400_000

/**
 * Whether another letter about a trouble is due: at once, again after a day, then once a week. Whoever can do something
 * knows by then, and the others learn to overlook what comes every morning. `told`: when letters about this kind were
 * sent.
 */
export const letterIsDue = (since: Date, told: readonly Date[], now: Date): boolean => {
  const last = Math.max(...told.map((at) => at.getTime()))
  if (told.length === 0) return true
  const aboutThis = told.filter((at) => at >= since).length
  return now.getTime() - last >= (aboutThis > 1 ? 7 : 1) * DAY_MS
}
