import type { Caller } from './caller'

/** Everybody who can knock. Volunteers come through the bot only, whose operations ask `caller.ts`. */
export const PRINCIPALS = ['anonymous', 'key:read', 'key:booking', 'viewer', 'coordinator', 'administrator'] as const
export type Principal = (typeof PRINCIPALS)[number]

/** Which rows: those not deleted, oneself, what this caller booked. `true`: all of them. */
export type Condition = 'notDeleted' | 'self' | 'own'
export type Rule = Partial<Record<Principal, true | Condition>>

const NOBODY: Rule = {}
const ADMINISTRATORS: Rule = { administrator: true }
const STAFF: Rule = { ...ADMINISTRATORS, coordinator: true }
const USERS: Rule = { ...STAFF, viewer: true }
const ANYBODY: Rule = { anonymous: true, ...USERS }
const SIGNED_IN: Rule = { ...USERS, 'key:booking': true, 'key:read': true }

const where = (rule: Rule, condition: Condition): Rule =>
  Object.fromEntries(Object.keys(rule).map((who) => [who, condition]))

export type FieldRules = { read?: Rule; create?: Rule; update?: Rule }
export type CollectionRules = {
  read: Rule
  create: Rule
  update: Rule
  delete: Rule
  fields: Record<string, FieldRules>
}

/** Shown, never accepted: what a form sends back is left out. */
const FIXED: FieldRules = { create: NOBODY, update: NOBODY }
const HIDDEN: FieldRules = { read: NOBODY, ...FIXED }
/** Phones and comments: not for viewers. */
const CONFIDENTIAL: FieldRules = { read: STAFF }

const all = (names: string, rules: FieldRules): Record<string, FieldRules> =>
  Object.fromEntries(names.split(' ').map((name) => [name, rules]))

/**
 * Who may do what with which collection and field: the only place that says so. The collections and their
 * fields read it (src/access), docs/access.md is printed from it, a test tries every cell over HTTP.
 * A field that is not named follows its collection.
 */
export const ACCESS = {
  places: { read: SIGNED_IN, create: STAFF, update: STAFF, delete: ADMINISTRATORS, fields: {} },
  services: { read: SIGNED_IN, create: ADMINISTRATORS, update: ADMINISTRATORS, delete: ADMINISTRATORS, fields: {} },
  events: {
    read: where(SIGNED_IN, 'notDeleted'),
    create: STAFF,
    update: STAFF,
    delete: STAFF,
    fields: { ...all('archivedAt state nextDate lastDate', FIXED), ...all('expandedUntil deletedAt', HIDDEN) },
  },
  'event-days': {
    read: SIGNED_IN,
    create: NOBODY,
    update: STAFF,
    delete: STAFF,
    fields: all(
      'event place date startTime endTime startsAt endsAt participants status cancelReason skipped editedFields',
      FIXED,
    ),
  },
  occurrences: {
    read: SIGNED_IN,
    create: NOBODY,
    update: STAFF,
    delete: STAFF,
    fields: all(
      'event eventDay line service place date participants status cancelReason skipped edited editedFields timezone bookableFrom',
      FIXED,
    ),
  },
  visitors: {
    read: USERS,
    create: STAFF,
    update: STAFF,
    delete: ADMINISTRATORS,
    fields: { phone: CONFIDENTIAL, comment: CONFIDENTIAL, fullName: FIXED, erasedAt: FIXED },
  },
  participants: {
    read: { ...USERS, 'key:booking': 'own' },
    create: STAFF,
    update: STAFF,
    delete: NOBODY,
    fields: {
      comment: { read: { ...STAFF, 'key:booking': true } },
      ...all('eventDay source bookedBy bookedAt cancelledAt cancelReason', FIXED),
    },
  },
  volunteers: { read: USERS, create: ADMINISTRATORS, update: ADMINISTRATORS, delete: ADMINISTRATORS, fields: {} },
  users: {
    read: { administrator: true, coordinator: 'self', viewer: 'self' },
    create: ADMINISTRATORS,
    update: { administrator: true, coordinator: 'self', viewer: 'self' },
    delete: ADMINISTRATORS,
    // The e-mail decides whom single sign-on lets into an account: nobody chooses their own.
    fields: all('email role blocked', { create: ADMINISTRATORS, update: ADMINISTRATORS }),
  },
  integrations: {
    read: ADMINISTRATORS,
    create: ADMINISTRATORS,
    update: ADMINISTRATORS,
    delete: ADMINISTRATORS,
    fields: { ...all('prefix lastUsedAt', FIXED), keyHash: HIDDEN },
  },
  media: { read: STAFF, create: STAFF, update: STAFF, delete: ADMINISTRATORS, fields: {} },
  messages: { read: ADMINISTRATORS, create: NOBODY, update: NOBODY, delete: NOBODY, fields: {} },
  'error-reports': { read: ADMINISTRATORS, create: NOBODY, update: NOBODY, delete: NOBODY, fields: {} },
  'audit-log': { read: ADMINISTRATORS, create: NOBODY, update: NOBODY, delete: NOBODY, fields: {} },
} satisfies Record<string, CollectionRules>

export type GovernedCollection = keyof typeof ACCESS
export const rulesOf = (slug: GovernedCollection): CollectionRules => ACCESS[slug]

/** Pages of the panel besides those of the collections, which follow `read`. */
export const VIEWS: Record<string, Rule> = {
  '/admin': USERS,
  '/admin/account': USERS,
  // Whoever is signed in is led on from there.
  '/admin/login': { anonymous: true },
  // Forms and sentences without a word about anybody.
  '/admin/forgot': ANYBODY,
  '/admin/reset/:token': ANYBODY,
  '/admin/logout': ANYBODY,
  '/admin/logout-inactivity': ANYBODY,
  '/admin/unauthorized': ANYBODY,
  // Of Payload, closed: the first administrator is made at the start, and there are no folders.
  '/admin/create-first-user': NOBODY,
  '/admin/browse-by-folder': NOBODY,
}

export const principalOf = (caller: Caller | null): Principal | 'volunteer' => {
  if (!caller) return 'anonymous'
  if (caller.kind === 'users') return caller.role
  return caller.kind === 'integrations' ? `key:${caller.scope}` : 'volunteer'
}

/** What a rule says to a caller. Volunteers have no door here. */
export const decide = (rule: Rule, caller: Caller | null): true | Condition | false => {
  const who = principalOf(caller)
  return who === 'volunteer' ? false : (rule[who] ?? false)
}

/** A caller of each kind, to ask the predicates of routes and columns with. */
export const exampleCaller = (who: Principal): Caller | null => {
  if (who === 'anonymous') return null
  if (who === 'key:read' || who === 'key:booking')
    return { kind: 'integrations', id: who, scope: who === 'key:read' ? 'read' : 'booking' }
  return { kind: 'users', id: who, role: who, via: 'api' }
}
