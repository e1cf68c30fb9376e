import type { CollectionAfterChangeHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { recordAudit } from '@/db/audit'
import { within } from '@/db/sql'

const WATCHED = ['lastName', 'firstName', 'middleName', 'phone', 'cardNumber', 'birthYear', 'comment', 'photo', 'status', 'consent', 'mksId']

/** Who changed which fields of a person, never to what: the log outlives the data. */
export const recordChange: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  const fields = operation === 'create' ? [] : WATCHED.filter((field) => JSON.stringify(doc[field] ?? null) !== JSON.stringify(previousDoc?.[field] ?? null))
  if (operation === 'update' && fields.length === 0) return doc
  const status = fields.includes('status') ? { from: previousDoc?.status, to: doc.status } : {}
  await recordAudit(await within(req), {
    at: now(),
    action: operation === 'create' ? 'visitor.created' : 'visitor.changed',
    subject: 'visitors',
    subjectId: doc.id,
    caller: callerOf(req),
    changes: operation === 'create' ? {} : { fields, ...status },
  })
  return doc
}
