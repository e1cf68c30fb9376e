import { ANYBODY, NOBODY, type Rule, USERS } from './rules'

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
