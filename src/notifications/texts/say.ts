import { messageText, type MessageKey, type MessageValues } from '@/i18n/messages'

/** The language of messages to volunteers and administrators. */
export const LANGUAGE = 'ru'

export const say = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>): string =>
  messageText(LANGUAGE, key, ...values)
