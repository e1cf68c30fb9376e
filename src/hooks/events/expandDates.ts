import type { CollectionAfterChangeHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import { finishCreation } from '@/operations/events/finishCreation'
import { withState } from './readState'

/** The dates of a new event exist when the answer to its creation is sent, in the same transaction. */
export const expandDates: CollectionAfterChangeHook = async ({ doc, operation, req }) => {
  if (operation !== 'create') return doc
  await finishCreation(await within(req), { id: doc.id, caller: callerOf(req), now: now() })
  // The document was read before its dates existed, so it is completed here.
  return withState(doc, req)
}
