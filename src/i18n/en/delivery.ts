import type { Texts } from '../shape'

export const delivery = {
  untold: {
    volunteers: 'Volunteers will not hear of anything: tell them yourself.',
    chat: 'Nothing will appear in the volunteers’ chat.',
    mail: 'Letters do not reach anybody: no warnings, no links to a new password.',
  },
  why: {
    noBot: 'The bot is not connected.',
    noChat: 'The volunteers’ chat is not set.',
    chatLost: 'The bot can’t see the volunteers’ chat.',
    token: 'Telegram does not accept the bot’s token.',
    noMail: 'Mail is not set up.',
    waits: 'Messages have not been going out for ten minutes or longer.',
  },
  mend: {
    noBot: 'Get a token from @BotFather and set TELEGRAM_BOT_TOKEN on the server.',
    noChat: 'Set the number of the chat as VOLUNTEERS_CHAT_ID on the server.',
    noMail: 'Set SMTP_URL on the server.',
    waits: 'Check that the worker is running and that the server reaches Telegram and the mail server.',
  },
  waiting: { one: '{count} message is waiting', other: '{count} messages are waiting' },
  backup: { failed: 'The last backup failed', missing: 'There has been no backup for more than a day' },
  mendBackup:
    'If the disk breaks now, what was written since is lost. Check that the worker is running and that there is room on the disk; its log says what went wrong.',
  noReset: 'Mail is not set up here, so a link to a new password can’t be sent. An administrator can set one for you.',
} as const satisfies Texts
