import { messageText, type MessageKey, type MessageValues } from '@/i18n/messages'

/** Volunteers and administrators are written to in this language. */
export const LANGUAGE = 'ru'

export const say = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key>): string =>
  messageText(LANGUAGE, key, ...values)
