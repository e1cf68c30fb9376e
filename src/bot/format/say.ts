import { botText, type BotKey, type BotValues } from '@/i18n/bot'
import { html, type Html } from '@/notifications/telegram/html'

/** The language in which the bot speaks to volunteers. */
export const LANGUAGE = 'ru'

export const say = <Key extends BotKey>(key: Key, ...values: BotValues<Key>): string =>
  botText(LANGUAGE, key, ...values)

/** A text whose values may be markup. The text itself and all other values are escaped. */
export const sayHtml = <Key extends BotKey>(key: Key, ...values: BotValues<Key, Html>): Html =>
  html`${botText.parts<Key, Html>(LANGUAGE, key, ...values)}`
