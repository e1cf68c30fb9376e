import type { Telegram } from 'telegraf'
import { classifyTelegramError, telegramClient } from '@/notifications/telegram/client'
import type { Said } from '@/notifications/telegram/buttons'
import { createPace } from '@/notifications/telegram/pace'
import type { Outcome } from './outcome'

/** Sends to one chat. `still` is called right before sending, when Telegram's limits allow it; false sends nothing. */
export type SendToChat = (chat: string, said: Said, still: () => Promise<boolean>) => Promise<Outcome | null>

type Options = {
  token: string
  apiRoot?: string | undefined
  proxy?: string | undefined
  now?: () => number
  wait?: (ms: number) => Promise<void>
}

/** The bot answers people from another process at the same time; together they stay below Telegram's limit of 30. */
const PER_SECOND = 25
/** A message that has to wait longer for its chat is put off: the others of its round need not wait for it. */
const PATIENCE_MS = 1_000
/** Refusals that mean "this person has no chat with the bot". */
const NO_CHAT = /chat not found|user not found|user is deactivated|peer_id_invalid/i

export const telegramSender = ({ token, apiRoot, proxy, now, wait }: Options): SendToChat => {
  const pace = createPace({
    perSecond: PER_SECOND,
    patienceMs: PATIENCE_MS,
    ...(now && { now }),
    ...(wait && { wait }),
  })
  const telegram = telegramClient({ token, apiRoot, proxy })
  return (chat, said, still) =>
    pace
      .run({ chat, urgency: 'broadcast' }, async () => ((await still()) ? send(telegram, chat, said) : null))
      .catch((error: unknown) => outcomeOf(error))
}

const send = async (telegram: Telegram, chat: string, { text, buttons }: Said): Promise<Outcome> => {
  await telegram.sendMessage(chat, text.text, {
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    // With phones in it, it is not to be passed on.
    ...(buttons.length > 0 && { reply_markup: { inline_keyboard: buttons }, protect_content: true }),
  })
  return { kind: 'sent' }
}

const outcomeOf = (error: unknown): Outcome => {
  const failure = classifyTelegramError(error)
  switch (failure.kind) {
    case 'retryAfter':
      return { kind: 'busy', ms: failure.ms }
    case 'unreachable':
      return { kind: 'closed', reason: 'unreachable' }
    case 'blocked':
      return { kind: 'stopped' }
    case 'chatMoved':
      return { kind: 'moved', to: failure.to }
    case 'badRequest':
      return NO_CHAT.test(failure.description) ? { kind: 'stopped' } : { kind: 'refused', reason: failure.description }
  }
}
