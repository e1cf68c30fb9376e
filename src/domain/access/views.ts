import { ADMINISTRATORS, ANYBODY, NOBODY, type Rule, STAFF, USERS } from './rules'

/** Pages of the panel other than collection pages, which follow the collection's `read` rule. */
export const VIEWS: Record<string, Rule> = {
  '/admin': USERS,
  '/admin/account': USERS,
  '/admin/duplicates': STAFF,
  '/admin/people/:id': USERS,
  '/admin/retention': ADMINISTRATORS,
  // A signed-in user is redirected from here.
  '/admin/login': { anonymous: true },
  // Only forms and general text, no personal data.
  '/admin/forgot': ANYBODY,
  '/admin/reset/:token': ANYBODY,
  '/admin/logout': ANYBODY,
  '/admin/logout-inactivity': ANYBODY,
  '/admin/unauthorized': ANYBODY,
  // Closed pages of Payload: the first administrator is created at startup, and folders are not used.
  '/admin/create-first-user': NOBODY,
  '/admin/browse-by-folder': NOBODY,
}
