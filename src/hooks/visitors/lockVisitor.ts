import type { CollectionBeforeOperationHook } from 'payload'
import { lockVisitorRow } from '@/db/visitors'
import { within } from '@/db/sql'
import { Refusal } from '@/domain/errors'

/**
 * Payload reads a visitor before a change and writes all of it back: without this lock it would write back what a merge
 * or another change has altered in between. A record that leads to another one is not changed any more.
 */
export const lockVisitor: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'update' && operation !== 'delete') return
  const { id } = args as { id?: unknown }
  if (typeof id !== 'string') return
  const mergedInto = await lockVisitorRow(await within(req), id)
  if (mergedInto !== null) throw new Refusal('VISITOR_MERGED', { visitor: id, mergedInto })
}
