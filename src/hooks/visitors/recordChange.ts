import type { CollectionAfterChangeHook } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { recordAudit } from '@/db/audit'
import { within } from '@/db/sql'
import { differing, picked } from '../audit/difference'

const WATCHED = [
  'lastName',
  'firstName',
  'middleName',
  'phone',
  'cardNumber',
  'birthYear',
  'comment',
  'photo',
  'status',
  'consent',
  'mksId',
]

/** Who changed which fields of a person. What they were and are is kept under the person's own key: the log outlives the data. */
export const recordChange: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  const created = operation === 'create'
  const fields = differing(WATCHED, created ? {} : previousDoc, doc)
  if (!created && fields.length === 0) return doc
  const status = fields.includes('status') ? { from: previousDoc?.status, to: doc.status } : {}
  await recordAudit(await within(req), {
    at: now(),
    action: created ? 'visitor.created' : 'visitor.changed',
    subject: 'visitors',
    subjectId: doc.id,
    caller: callerOf(req),
    changes: created ? {} : { fields, ...status },
    person: {
      id: doc.id,
      values: { ...(created ? {} : { before: picked(fields, previousDoc) }), after: picked(fields, doc) },
    },
  })
  return doc
}
