import type { CollectionBeforeDeleteHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import { eraseWithin } from '@/operations/personal-data/erase'

/**
 * Deleting somebody who was never booked takes away what erasing takes away, and an older backup brings neither back.
 */
export const eraseBeforeDelete: CollectionBeforeDeleteHook = async ({ id, req }) => {
  await eraseWithin(await within(req), { id: String(id), reason: 'deleted', caller: callerOf(req), now: now() })
}
