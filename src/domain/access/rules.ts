/** Everybody who can send a request. Volunteers come only through the bot, whose operations check `caller.ts`. */
export const PRINCIPALS = ['anonymous', 'key:read', 'key:booking', 'viewer', 'coordinator', 'administrator'] as const
export type Principal = (typeof PRINCIPALS)[number]

/**
 * Which rows are allowed: not deleted ones, the caller's own account, or what the caller booked. `true` means all
 * rows.
 */
export type Condition = 'notDeleted' | 'self' | 'own'
export type Rule = Partial<Record<Principal, true | Condition>>

export const NOBODY: Rule = {}
export const ADMINISTRATORS: Rule = { administrator: true }
export const STAFF: Rule = { ...ADMINISTRATORS, coordinator: true }
export const USERS: Rule = { ...STAFF, viewer: true }
export const ANYBODY: Rule = { anonymous: true, ...USERS }
export const SIGNED_IN: Rule = { ...USERS, 'key:booking': true, 'key:read': true }

export const where = (rule: Rule, condition: Condition): Rule =>
  Object.fromEntries(Object.keys(rule).map((who) => [who, condition]))

export type FieldRules = { read?: Rule; create?: Rule; update?: Rule }
export type CollectionRules = {
  read: Rule
  create: Rule
  update: Rule
  delete: Rule
  fields: Record<string, FieldRules>
}

/** Same as the collection: whoever may read or change the record may read or change the field. */
export const OPEN: FieldRules = {}
/** Read-only: a value that a form sends back is ignored. */
export const FIXED: FieldRules = { create: NOBODY, update: NOBODY }
export const HIDDEN: FieldRules = { read: NOBODY, ...FIXED }
/** For phones and comments, which viewers must not see. */
export const CONFIDENTIAL: FieldRules = { read: STAFF }

type Words<Text extends string> = Text extends `${infer First} ${infer Rest}` ? First | Words<Rest> : Text

/** The same rules for several fields, listed in one string. */
export const all = <Names extends string>(names: Names, rules: FieldRules): Record<Words<Names>, FieldRules> =>
  Object.fromEntries(names.split(' ').map((name) => [name, rules])) as Record<Words<Names>, FieldRules>
