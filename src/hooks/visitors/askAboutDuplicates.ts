import type { CollectionBeforeChangeHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { within } from '@/db/sql'
import { visitorRow, type VisitorRow } from '@/db/visitors'
import { askAboutDuplicates as ask } from '@/operations/visitors/askAboutDuplicates'

/** A change over the API or in the panel; what the product itself changes was asked about before. */
export const askAboutDuplicates: CollectionBeforeChangeHook = async ({ data, originalDoc, operation, req }) => {
  const caller = callerOf(req)
  const id: unknown = originalDoc?.id
  if (operation !== 'update' || req.payloadAPI !== 'REST' || !caller || typeof id !== 'string') return data
  const { allowDuplicate, ...values } = data
  const db = await within(req)
  // The row, not the document: a phone hidden from the writer counts too.
  const before = await visitorRow(db, id)
  if (!before) return values
  const changed = Object.fromEntries(
    Object.keys(before).flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  )
  const after = { ...before, ...changed } as VisitorRow
  await ask(db, { id, before, after, allowDuplicate: allowDuplicate === true, caller, now: now() })
  return values
}
