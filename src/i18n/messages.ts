import { botTrouble as botTroubleEnglish } from './en/botTrouble'
import { counts as countsEnglish } from './en/counts'
import { mail as mailEnglish } from './en/mail'
import { outbox as outboxEnglish } from './en/outbox'
import { telegram as telegramEnglish } from './en/telegram'
import { botTrouble as botTroubleRussian } from './ru/botTrouble'
import { counts as countsRussian } from './ru/counts'
import { mail as mailRussian } from './ru/mail'
import { outbox as outboxRussian } from './ru/outbox'
import { telegram as telegramRussian } from './ru/telegram'
import type { KeyOf, Values } from './shape'
import { speaker } from './speaker'

const en = {
  botTrouble: botTroubleEnglish,
  counts: countsEnglish,
  mail: mailEnglish,
  outbox: outboxEnglish,
  telegram: telegramEnglish,
}
const ru = {
  botTrouble: botTroubleRussian,
  counts: countsRussian,
  mail: mailRussian,
  outbox: outboxRussian,
  telegram: telegramRussian,
}

/** The texts of messages: of letters and of what the bot sends by itself. */
export const messageText = speaker(en, ru, { ungrouped: true })

export type MessageKey = KeyOf<typeof en>
export type MessageValues<Key extends MessageKey, Value = never> = Values<typeof en, Key, Value>
