import { TelegramError } from 'telegraf'

export type TelegramFailure =
  /** Too much at once: nothing more to anybody before that. */
  | { kind: 'retryAfter'; ms: number }
  /** The person stopped the bot, or the bot was put out of the chat. */
  | { kind: 'blocked' }
  /** A group became a supergroup and has another id now. */
  | { kind: 'chatMoved'; to: string }
  /** Telegram understood and refused this very call; the same call would be refused again. */
  | { kind: 'badRequest'; description: string }
  /** No answer, or one that says nothing about this call: the network, the server, the token. */
  | { kind: 'unreachable' }

const DEFAULT_RETRY_S = 1

/** What to do about a failed call. An error that is not Telegram's is a fault of ours and is thrown again. */
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

/** Telegram repeats pieces of what it was sent in quotes, and a message is nobody else's business. */
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
