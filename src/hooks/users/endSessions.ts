import type { CollectionAfterChangeHook } from 'payload'
import { within } from '@/db/sql'
import { endSessionsOf } from '@/db/users'

/**
 * A new password, another role or a block ends what was begun before it, at once and everywhere. Whoever
 * changes their own password stays where they did it.
 */
export const endSessions: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req, context }) => {
  const moved = doc.role !== previousDoc?.role || (doc.blocked === true && previousDoc?.blocked !== true)
  if (operation !== 'update' || (!moved && context.newPassword !== true)) return doc
  const own = req.user?.id === doc.id && !moved ? (req.user as { _sid?: string })._sid : undefined
  await endSessionsOf(await within(req), doc.id, own ?? null)
  return doc
}
