/** The forms of a sentence with a count, as Intl.PluralRules names them. */
export type Plural = { one: string; few?: string; many?: string; other: string }
export type Texts = Record<string, string | Plural>

/** The same keys in another language; what is counted there is counted here. */
export type Translated<Area> = { [Key in keyof Area]: Area[Key] extends string ? string : Plural }
