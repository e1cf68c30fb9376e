import type { KeyOf, Values } from '../shape'
import { speaker } from '../speaker'
import * as en from './en'
import * as ru from './ru'

/** The texts of files and of pages to print. */
export const exportText = speaker(en, ru, { ungrouped: true })

export type ExportKey = KeyOf<typeof en>
export type ExportValues<Key extends ExportKey> = Values<typeof en, Key>
