import { messageText, type MessageKey, type MessageValues } from '@/i18n/messages'
import { LANGUAGE } from './say'
import { html, type Html } from '@/notifications/telegram/html'

/** A text as HTML. The text and all values that are not Html are escaped. */
export const messageHtml = <Key extends MessageKey>(key: Key, ...values: MessageValues<Key, Html>): Html =>
  html`${messageText.parts<Key, Html>(LANGUAGE, key, ...values)}`
