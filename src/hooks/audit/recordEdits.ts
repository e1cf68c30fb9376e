import type { CollectionAfterChangeHook, CollectionAfterDeleteHook, PayloadRequest } from 'payload'
import { callerOf } from '@/access/caller'
import type { OwnField } from '@/access/ownField'
import { now } from '@/config/clock'
import { recordAudit } from '@/db/audit'
import { within } from '@/db/sql'
import { EDITED, type EditedCollection, type Facts, type OpenFact, type PersonalFact } from '@/domain/audit/entry'
import { differing, picked } from './difference'

type Hooks = { afterChange: CollectionAfterChangeHook; afterDelete: CollectionAfterDeleteHook }
type Entry = { verb: 'created' | 'changed' | 'deleted'; id: string; changes: Facts }

/** Every field of the collection: true if its edits go into the log. A new field must be listed here. */
type Watched<Slug extends EditedCollection> = {
  [Field in OwnField<Slug>]: Field extends PersonalFact ? false : boolean
}

/**
 * Every edit of a record that holds nothing about visitors: the watched fields before and after, in
 * the transaction of the edit.
 */
export const recordEdits = <Slug extends EditedCollection>(subject: Slug, fields: Watched<Slug>): Hooks => {
  const watched = Object.keys(fields).filter((field): field is OpenFact => fields[field as keyof typeof fields])
  const record = async (req: PayloadRequest, { verb, id, changes }: Entry): Promise<void> =>
    recordAudit(await within(req), {
      at: now(),
      action: `${EDITED[subject as EditedCollection]}.${verb}`,
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
        const changed = differing(watched, previousDoc, doc)
        // Logs only that the password was changed, never its value.
        const password =
          subject === 'users' && typeof req.data?.password === 'string' && req.data.password !== ''
            ? { password: true }
            : {}
        if (changed.length > 0 || 'password' in password)
          await record(req, {
            verb: 'changed',
            id: doc.id,
            changes: { before: picked(changed, previousDoc), after: picked(changed, doc), ...password },
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
