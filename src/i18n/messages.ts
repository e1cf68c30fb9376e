import { outbox as outboxEnglish } from './en/outbox'
import { outbox as outboxRussian } from './ru/outbox'
import type { KeyOf, Values } from './shape'
import { speaker } from './speaker'

const en = { outbox: outboxEnglish }
const ru = { outbox: outboxRussian }

/** The texts of messages: of letters and of what the bot sends by itself. */
export const messageText = speaker(en, ru, { ungrouped: true })

export type MessageKey = KeyOf<typeof en>
export type MessageValues<Key extends MessageKey, Value = never> = Values<typeof en, Key, Value>
