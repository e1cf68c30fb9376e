import { TelegramError } from 'telegraf'
import type { BotFailure } from '@/domain/bot/trouble'

export type TelegramFailure =
  /** Too many requests: nothing may be sent to anybody before that. */
  | { kind: 'retryAfter'; ms: number }
  /** The person stopped the bot, or the bot was removed from the chat. */
  | { kind: 'blocked' }
  /** The group became a supergroup and has a new id. */
  | { kind: 'chatMoved'; to: string }
  /** Telegram refused this call, and would refuse it again. */
  | { kind: 'badRequest'; description: string }
  /** No answer, or an error that is not about this call: network, server or token. */
  | { kind: 'unreachable' }

const DEFAULT_RETRY_S = 1

/** Classifies a failed call. An error that is not Telegram's is our own fault and is thrown again. */
export const classifyTelegramError = (error: unknown): TelegramFailure => {
  if (!(error instanceof TelegramError)) {
    if (isOfTheNetwork(error)) return { kind: 'unreachable' }
    throw error
  }
  const { code, description, parameters } = error
  if (parameters?.migrate_to_chat_id !== undefined)
    return { kind: 'chatMoved', to: String(parameters.migrate_to_chat_id) }
  if (code === 429) return { kind: 'retryAfter', ms: (parameters?.retry_after ?? DEFAULT_RETRY_S) * 1000 }
  if (code === 403) return { kind: 'blocked' }
  if (code === 400) return { kind: 'badRequest', description: withoutQuotes(description) }
  return { kind: 'unreachable' }
}

/** The same, and null for a fault of our own. */
export const failureOf = (error: unknown): TelegramFailure | null => {
  try {
    return classifyTelegramError(error)
  } catch {
    return null
  }
}

/** What is wrong with the bot itself or the way to Telegram, if that is why it gets no updates. */
export const botFailureOf = (error: unknown): Exclude<BotFailure, 'webhook'> | null => {
  if (failureOf(error) === null) return null
  const code = error instanceof TelegramError ? error.code : 0
  // A token of the wrong form is 404.
  if (code === 401 || code === 404) return 'token'
  return code === 409 ? 'conflict' : 'unreachable'
}

/** Removes quoted text, because Telegram's errors quote parts of the message, which is private. */
const withoutQuotes = (description: string): string => description.replace(/"[^"]*"?|'[^']*'?/g, '…').slice(0, 200)

export class TelegramTimeout extends Error {
  constructor(method: string) {
    super(`${method}: Telegram did not answer in time`)
    this.name = 'TelegramTimeout'
  }
}

const isOfTheNetwork = (error: unknown): boolean =>
  error instanceof TelegramTimeout ||
  (error instanceof Error && (error.name === 'FetchError' || error.name === 'AbortError'))
