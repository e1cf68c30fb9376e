import type { CollectionAfterChangeHook } from 'payload'
import { within } from '@/db/sql'
import { visitorRow, writeSearchKeys } from '@/db/visitors'
import { keysOf } from '@/domain/search/derivations'

/**
 * What the search finds a visitor by, in the transaction of the change. The row, not the document: a field hidden from
 * the writer counts too.
 */
export const keepSearchKeys: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  const db = await within(req)
  const row = await visitorRow(db, doc.id)
  if (row)
    await writeSearchKeys(db, {
      id: doc.id,
      keys: keysOf(row),
      byHand: operation === 'update' && doc.status !== previousDoc?.status,
    })
  return doc
}
