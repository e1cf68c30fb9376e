/** The kinds of update that the bot asks Telegram for, and handles. */
export const ASKED_UPDATES = ['message', 'edited_message', 'callback_query', 'chat_member', 'my_chat_member'] as const
export type AskedUpdate = (typeof ASKED_UPDATES)[number]
