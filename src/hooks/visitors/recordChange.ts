import type { CollectionAfterChangeHook } from 'payload'
import { actingCaller } from '@/access/caller'
import type { OwnField } from '@/access/ownField'
import { now } from '@/config/clock'
import { recordAudit } from '@/db/audit'
import { within } from '@/db/sql'
import type { FactName } from '@/domain/audit/entry'
import { differing, picked } from '../audit/difference'

/** Every field of a visitor: true if its edits go into the log. A new field must be listed here. */
const FIELDS: Record<OwnField<'visitors'>, boolean> = {
  lastName: true,
  firstName: true,
  middleName: true,
  phone: true,
  cardNumber: true,
  birthYear: true,
  comment: true,
  photo: true,
  status: true,
  consent: true,
  mksId: true,
  // Derived from the fields above, or written by operations that have their own log entries.
  fullName: false,
  consentRecorder: false,
  erasedAt: false,
  mergedInto: false,
}
const WATCHED = (Object.keys(FIELDS) as (keyof typeof FIELDS & FactName)[]).filter((field) => FIELDS[field])

/**
 * Who changed which fields of a person. What they were and are is kept under the person's own key: the
 * log outlives the data.
 */
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
    caller: actingCaller(req),
    changes: created ? {} : { fields, ...status },
    person: {
      id: doc.id,
      values: { ...(created ? {} : { before: picked(fields, previousDoc) }), after: picked(fields, doc) },
    },
  })
  return doc
}
