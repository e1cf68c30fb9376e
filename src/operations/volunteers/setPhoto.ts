import { createLocalReq, type Payload } from 'payload'
import { recordAudit } from '@/db/audit'
import { deletePhotoRow, fileOfPhoto, photoOf, writePhoto } from '@/db/photos'
import { leadsTo } from '@/db/merged'
import { reading, within } from '@/db/sql'
import type { Caller } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { onceInRequest } from '@/operations/idempotency/onceInRequest'
import { removePhotoFile } from '@/operations/personal-data/photoFile'
import type { PhotoType } from '@/operations/visitors/photoFormat'
import { storePhoto } from './writeDown'

type Setting = {
  visitor: string
  photo: { bytes: Buffer; type: PhotoType }
  /** The file id of the photo that was sent. */
  asked: string
  /** false: a photo that is there already stays. */
  replace: boolean
  caller: Caller
  now: Date
  key: string
}

/**
 * Another photo of somebody who is known already. The old one is deleted, because nothing would find it later. Answers
 * whether it was set, and answers a repetition as it did before.
 */
export const setPhoto = async (
  payload: Payload,
  { visitor: given, photo, asked, replace, caller, now, key }: Setting,
): Promise<boolean> => {
  const req = await createLocalReq({}, payload)
  const visitor = (await leadsTo(reading(payload), given)) ?? given
  const idempotency = { caller, route: 'PUT /visitors/photo', key, body: { visitor, photo: asked, replace } }
  const { set, dropped } = await onceInRequest(req, idempotency, async () => {
    const db = await within(req)
    const before = await photoOf(db, visitor)
    if (!before || before.erased) throw new Refusal('VISITOR_NOT_FOUND', { visitor })
    if (!replace && before.photo !== null) return { set: false, dropped: null }
    const stored = await storePhoto(req, photo)
    await writePhoto(db, { visitor, photo: stored, now })
    await recordAudit(db, {
      at: now,
      action: 'visitor.changed',
      subject: 'visitors',
      subjectId: visitor,
      caller,
      changes: { fields: ['photo'] },
      person: { id: visitor, values: { before: { photo: before.photo }, after: { photo: stored } } },
    })
    if (before.photo === null) return { set: true, dropped: null }
    const file = await fileOfPhoto(db, before.photo, visitor)
    await deletePhotoRow(db, before.photo)
    return { set: true, dropped: file }
  })
  // The file is deleted after the commit, because that can't be rolled back.
  if (dropped !== null) await removePhotoFile(dropped)
  return set
}
