import type { CollectionAfterChangeHook } from 'payload'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import { tellOwnerOf } from '@/operations/users/tellOwner'

/** A new password and another e-mail are told to whom the account belongs; the latter to the address there was. */
export const tellOwner: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req, context }) => {
  if (operation !== 'update') return doc
  const changes = [
    ...(context.newPassword === true
      ? [{ change: req.user?.id === doc.id ? ('password' as const) : ('passwordByOther' as const) }]
      : []),
    ...(previousDoc?.email && previousDoc.email !== doc.email
      ? [{ change: 'email' as const, email: String(previousDoc.email) }]
      : []),
  ]
  for (const one of changes) await tellOwnerOf(await within(req), { user: doc.id, now: now(), ...one })
  return doc
}
