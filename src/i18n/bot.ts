import { bot as botEnglish } from './en/bot'
import { counts as countsEnglish } from './en/counts'
import { bot as botRussian } from './ru/bot'
import { counts as countsRussian } from './ru/counts'
import type { KeyOf, Values } from './shape'
import { speaker } from './speaker'

const en = { bot: botEnglish, counts: countsEnglish }
const ru = { bot: botRussian, counts: countsRussian }

/** The texts of a conversation with the bot. */
export const botText = speaker(en, ru, { ungrouped: true })

export type BotKey = KeyOf<typeof en>
export type BotValues<Key extends BotKey, Value = never> = Values<typeof en, Key, Value>
