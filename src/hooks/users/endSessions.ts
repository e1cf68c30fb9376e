import type { CollectionAfterChangeHook } from 'payload'
import { within } from '@/db/sql'
import { endSessionsOf } from '@/db/users'

/**
 * A new password or another role ends what was begun under the old one, at once and everywhere. Whoever
 * changes their own password stays where they did it.
 */
export const endSessions: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req, context }) => {
  if (operation !== 'update' || (doc.role === previousDoc?.role && context.newPassword !== true)) return doc
  const own = req.user?.id === doc.id && doc.role === previousDoc?.role ? (req.user as { _sid?: string })._sid : undefined
  await endSessionsOf(await within(req), doc.id, own ?? null)
  return doc
}
