import type { CollectionBeforeOperationHook } from 'payload'
import { within } from '@/db/sql'
import { hasForm } from '@/db/versions'
import { seenVersion } from './seenVersion'
import { refuseStale } from '@/operations/versions/refuseStale'

/** Before Payload reads the record, so that what it writes back is what the sender has seen. */
export const refuseStaleForms: CollectionBeforeOperationHook = async ({ args, operation, req, collection }) => {
  if (operation !== 'update' || req.payloadAPI !== 'REST' || !hasForm(collection.slug)) return
  const { id } = args as { id?: unknown }
  const seen = seenVersion(req)
  if (seen !== null && typeof id === 'string') await refuseStale(await within(req), collection.slug, id, seen)
}
