import type { CollectionBeforeOperationHook } from 'payload'
import { callerOf } from '@/access/caller'
import { isStaff } from '@/domain/access/caller'
import { within } from '@/db/sql'
import { readOnlyIn } from '@/domain/events/body'
import { invalid } from '@/domain/errors'
import { parseNew } from '@/domain/events/parseNew'
import { compose } from '@/operations/events/compose'

/**
 * Before Payload fills in its own defaults: what was left out comes from the catalogue. Runs ahead of the
 * access check, so a caller who may not create is passed on to it and learns nothing here.
 */
export const checkEvent: CollectionBeforeOperationHook = async ({ args, operation, overrideAccess, req }) => {
  if (operation !== 'create') return args
  const caller = callerOf(req)
  if (!overrideAccess && !(caller && isStaff(caller))) return args
  const { archivedAt } = args.data as { archivedAt?: unknown }
  // The form of a new event sends the fields it has no value for as null.
  const data: Record<string, unknown> = args.data
  const errors = readOnlyIn(data).filter(({ path }) => data[path] !== null)
  if (req.payloadAPI === 'REST' && errors.length > 0) throw invalid(...errors)
  const { zone: _, ...series } = await compose(await within(req), parseNew(data), null)
  return { ...args, data: { ...series, archivedAt } }
}
