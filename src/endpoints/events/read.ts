import type { PayloadRequest } from 'payload'
import { Refusal } from '@/domain/errors'

type Slug = 'events' | 'event-days' | 'occurrences'

/** The document as a GET would answer it, after our own transaction has been committed. */
export const readDocument = async (req: PayloadRequest, collection: Slug, id: string): Promise<object> => {
  const depth = Number(req.query?.depth ?? 0)
  const doc = await req.payload.findByID({
    collection,
    id,
    depth: Number.isInteger(depth) && depth > 0 ? depth : 0,
    disableErrors: true,
    overrideAccess: false,
    user: req.user,
    req,
  })
  if (!doc) throw new Refusal('NOT_FOUND')
  return doc
}

/** In the reader's language, as Payload says it. */
export const savedMessage = (req: PayloadRequest): string => req.t('general:updatedSuccessfully')
export const deletedMessage = (req: PayloadRequest): string => req.t('general:deletedSuccessfully')
