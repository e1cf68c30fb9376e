/** A sentence with a count in it: the forms English has, as Intl.PluralRules names them. */
export type Plural = { readonly one: string; readonly other: string }
type RussianPlural = Plural & { readonly few: string; readonly many: string }

type Text = string | Plural
/** The texts of an area. `{name}` in a text is a value that whoever shows it has to give. */
export type Texts = { readonly [key: string]: Text | Texts }

/** The same keys in Russian. What English counts is counted here, in every form that Russian has. */
export type Translated<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends Plural
      ? RussianPlural
      : Translated<English[Key]>
}

/** `schedule.title`: every way from the areas down to a text. */
export type KeyOf<Areas> = {
  [Key in keyof Areas & string]: Areas[Key] extends Text ? Key : `${Key}.${KeyOf<Areas[Key]>}`
}[keyof Areas & string]

/** `changes.field`: every group of texts. */
export type GroupOf<Areas> = {
  [Key in keyof Areas & string]: Areas[Key] extends Text ? never : Key | `${Key}.${GroupOf<Areas[Key]>}`
}[keyof Areas & string]

type TextAt<Areas, Key extends string> = Key extends keyof Areas
  ? Areas[Key]
  : Key extends `${infer Head}.${infer Rest}`
    ? Head extends keyof Areas
      ? TextAt<Areas[Head], Rest>
      : never
    : never

type Placeholders<Sentence> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

/** What stands in a group. */
export type NamesOf<Areas, Group extends string> = keyof TextAt<Areas, Group> & string

/** The names of the values a text needs. */
type Needs<Found> = Found extends string
  ? Placeholders<Found>
  : Found extends Plural
    ? 'count' | Placeholders<Found['one'] | Found['other']>
    : never

/** What follows the key in a call: nothing, or every value that the English text names. */
export type Values<Areas, Key extends string, Value = never> = [Needs<TextAt<Areas, Key>>] extends [never]
  ? []
  : [values: { readonly [Name in Needs<TextAt<Areas, Key>>]: Name extends 'count' ? number : string | number | Value }]

/** The keys of texts that need no values: captions, and what is chosen from a table. */
export type CaptionKey<Areas, Key extends KeyOf<Areas> = KeyOf<Areas>> = Key extends string
  ? [Needs<TextAt<Areas, Key>>] extends [never]
    ? Key
    : never
  : never
