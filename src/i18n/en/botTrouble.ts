import type { BotTroubleKind } from '@/domain/bot/trouble'
import type { Texts } from '../shape'

export const botTrouble = {
  what: {
    token: 'Telegram does not accept the bot’s token',
    conflict: 'Somebody else receives the bot’s messages',
    webhook: 'Telegram can’t reach the webhook of the bot',
    silent: 'The bot hears nothing from Telegram',
    chatRemoved: 'The bot is no longer in the volunteers’ chat',
    chatNotFound: 'The bot can’t find the volunteers’ chat',
    behind: 'The bot does not answer',
    parked: 'The bot could not deal with what somebody sent',
  },
  means: {
    token:
      'It was revoked or is mistyped. The bot answers nobody, and no messages reach volunteers, until TELEGRAM_BOT_TOKEN is the one that @BotFather shows.',
    conflict:
      'A second copy of the bot runs somewhere with the same token, or another program uses it. What volunteers write reaches now the one, now the other. Stop the other one, or get a new token from @BotFather.',
    webhook:
      'What volunteers write waits at Telegram. Look whether PUBLIC_URL opens from outside with a valid certificate.',
    silent:
      'What volunteers write waits at Telegram and is answered later. Look whether the process “bot” runs and whether this server reaches Telegram (TELEGRAM_API_ROOT, HTTPS_PROXY).',
    chatRemoved:
      'So it can’t check who is a volunteer: people can look things up, but nobody can book. Add the bot to the chat again and make it an administrator there.',
    chatNotFound:
      'So it can’t check who is a volunteer: people can look things up, but nobody can book. Look whether VOLUNTEERS_CHAT_ID is the number of the chat and the bot is in it.',
    behind: 'Updates have been waiting for more than two minutes. Look whether the process “bot” runs, and at its log.',
    parked: 'It is listed in the panel under “Messages”, without what was said; there it can be tried again.',
  },
  since: '{what} (since {at})',
} as const satisfies Texts & { what: Record<BotTroubleKind, string>; means: Record<BotTroubleKind, string> }
