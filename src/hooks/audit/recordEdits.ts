import type { CollectionAfterChangeHook, CollectionAfterDeleteHook, PayloadRequest } from 'payload'
import { callerOf } from '@/access/caller'
import { now } from '@/config/clock'
import { recordAudit } from '@/db/audit'
import { within } from '@/db/sql'
import { differing, picked } from './difference'

type Hooks = { afterChange: CollectionAfterChangeHook; afterDelete: CollectionAfterDeleteHook }
type Entry = { verb: 'created' | 'changed' | 'deleted'; id: string; changes: Record<string, unknown> }

/** Every edit of a record that holds nothing about visitors: the watched fields before and after, in the transaction of the edit. */
export const recordEdits = (noun: string, subject: string, watched: readonly string[]): Hooks => {
  const record = async (req: PayloadRequest, { verb, id, changes }: Entry): Promise<void> =>
    recordAudit(await within(req), {
      at: now(),
      action: `${noun}.${verb}`,
      subject,
      subjectId: id,
      caller: callerOf(req),
      changes,
    })
  return {
    afterChange: async ({ doc, previousDoc, operation, req }) => {
      if (operation === 'create')
        await record(req, { verb: 'created', id: doc.id, changes: { after: picked(watched, doc) } })
      else {
        const fields = differing(watched, previousDoc, doc)
        // Never what it was or is: only that somebody set another.
        const password =
          subject === 'users' && typeof req.data?.password === 'string' && req.data.password !== ''
            ? { password: true }
            : {}
        if (fields.length > 0 || 'password' in password)
          await record(req, {
            verb: 'changed',
            id: doc.id,
            changes: { before: picked(fields, previousDoc), after: picked(fields, doc), ...password },
          })
      }
      return doc
    },
    afterDelete: async ({ doc, id, req }) => {
      await record(req, { verb: 'deleted', id: String(id), changes: { before: picked(watched, doc) } })
      return doc
    },
  }
}
