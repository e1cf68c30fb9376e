import { randomUUID } from 'node:crypto'
import { createLocalReq, type Payload } from 'payload'
import type { Caller } from '@/domain/access/caller'
import { onceInRequest } from '@/operations/idempotency/onceInRequest'
import { createVisitor, type NewVisitor } from '@/operations/visitors/create'
import type { PhotoType } from '@/operations/visitors/photoFormat'

type Written = {
  values: NewVisitor
  photo: { bytes: Buffer; type: PhotoType } | null
  /** The file id of the requested photo, whether or not it could be fetched. */
  photoAsked: string | null
  allowDuplicate: boolean
  caller: Caller
  now: Date
  key: string
}

const EXTENSIONS: Record<PhotoType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }

/** Creates a visitor with a photo, in one transaction, once per key. */
export const writeDownVisitor = async (
  payload: Payload,
  { values, photo, photoAsked, allowDuplicate, caller, now, key }: Written,
): Promise<{ id: string }> => {
  const req = await createLocalReq({}, payload)
  // The time and author of the consent are not part of the request: a retry after a crash would have other ones.
  const { consent, ...asked } = values
  const body = { values: { ...asked, consent: Boolean(consent) }, allowDuplicate, photo: photoAsked }
  return onceInRequest(req, { caller, route: 'POST /visitors', key, body }, async () => {
    const visitor = await createVisitor(req, {
      values: { ...values, photo: photo ? await storePhoto(req, photo) : null },
      allowDuplicate,
      caller,
      now,
    })
    return { id: visitor.id }
  })
}

/** Stores the photo in the transaction of the request. */
export const storePhoto = async (
  req: Awaited<ReturnType<typeof createLocalReq>>,
  { bytes, type }: { bytes: Buffer; type: PhotoType },
): Promise<string> => {
  const name = `visitor-${randomUUID()}.${EXTENSIONS[type]}`
  const media = await req.payload.create({
    collection: 'media',
    data: {},
    file: { data: bytes, mimetype: type, name, size: bytes.length },
    overrideAccess: true,
    req,
  })
  return media.id
}
