import type { CaptionKey, GroupOf, KeyOf, Values } from '../shape'
import { speaker } from '../speaker'
import * as en from './en'
import * as ru from './ru'

/** The texts of the panel's screens. They go to the browser in both languages: keep what others say out of here. */
export const panelText = speaker(en, ru)

export type PanelKey = KeyOf<typeof en>
export type PanelGroup = GroupOf<typeof en>
export type PanelCaption = CaptionKey<typeof en>
export type PanelValues<Key extends PanelKey> = Values<typeof en, Key>
