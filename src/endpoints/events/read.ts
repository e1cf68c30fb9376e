import type { PayloadRequest } from 'payload'
import { Refusal } from '@/domain/errors'
import { filled, type Filled } from '@/endpoints/http/filled'
import type { Config } from '@/payload-types'

type Slug = 'events' | 'event-days' | 'occurrences'

/** Reads the document as a GET would return it, after our transaction has been committed. */
export const readDocument = async <Name extends Slug>(
  req: PayloadRequest,
  collection: Name,
  id: string,
): Promise<Filled<Config['collections'][Name]>> => {
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
  return filled(doc as Config['collections'][Name])
}

/** Payload's own message in the reader's language. */
export const savedMessage = (req: PayloadRequest): string => req.t('general:updatedSuccessfully')
export const deletedMessage = (req: PayloadRequest): string => req.t('general:deletedSuccessfully')
