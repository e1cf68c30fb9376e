import type { CollectionBeforeDeleteHook } from 'payload'
import { referencesTo, type Referenced } from '@/db/references'
import { within } from '@/db/sql'
import { Refusal } from '@/domain/errors'

/** Deleting what others point at answers IN_USE with a list, never a broken record or a 500. */
export const rejectWhenReferenced =
  (collection: Referenced): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const references = await referencesTo(await within(req), collection, String(id))
    if (references.length > 0) throw new Refusal('IN_USE', { references })
  }
