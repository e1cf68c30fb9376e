import type { CollectionBeforeChangeHook } from 'payload'
import { referencesTo } from '@/db/references'
import { within } from '@/db/sql'
import { Refusal } from '@/domain/errors'

/**
 * The zone of a place says when its dates begin: once there are events, another zone would leave every
 * instant an hour off its own wall clock. A place elsewhere is another place; events can be moved to it.
 */
export const keepZone: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  if (operation !== 'update' || data.timezone === undefined || data.timezone === originalDoc?.timezone) return data
  const references = await referencesTo(await within(req), 'places', originalDoc?.id)
  if (references.length > 0) throw new Refusal('IN_USE', { path: 'timezone', references })
  return data
}
