import type { CollectionAfterChangeHook } from 'payload'
import { deletePhotoRow, fileOfPhoto } from '@/db/photos'
import { within } from '@/db/sql'
import { removePhotoFile } from '@/operations/personal-data/photoFile'

/** A photo removed from a person must be deleted: nothing would find it when the person is erased. */
export const dropOldPhoto: CollectionAfterChangeHook = async ({ doc, previousDoc, operation, req }) => {
  const old: unknown = previousDoc?.photo
  if (operation !== 'update' || typeof old !== 'string' || old === doc.photo) return doc
  const db = await within(req)
  const file = await fileOfPhoto(db, old, doc.id)
  await deletePhotoRow(db, old)
  if (file !== null) await removePhotoFile(file)
  return doc
}
