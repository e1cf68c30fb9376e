import { apiDocs as english } from './en/apiDocs'
import { apiDocs as russian } from './ru/apiDocs'
import type { KeyOf, Values } from './shape'
import { speaker } from './speaker'

const en = { apiDocs: english }

/** The texts of the page that describes the API. What the description itself says is English. */
export const apiDocsText = speaker(en, { apiDocs: russian })

/** What routes are gathered under, in the description and on the page. */
export type ApiTag = keyof typeof english.tags
export type ApiDocsKey = KeyOf<typeof en>
export type ApiDocsValues<Key extends ApiDocsKey> = Values<typeof en, Key>
