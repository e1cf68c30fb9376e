import type { Endpoint, PayloadRequest, SanitizedCollectionConfig } from 'payload'
import { Refusal } from '@/domain/errors'

type Operation = 'create' | 'read' | 'update' | 'delete'

/** Which access function guards which of Payload's own collection routes. */
const OPERATION: Record<string, Operation> = {
  'get /': 'read',
  'get /count': 'read',
  'get /:id': 'read',
  'post /': 'create',
  'patch /': 'update',
  'patch /:id': 'update',
  'delete /:id': 'delete',
}

/**
 * Checked before the body, so that somebody who may not write at all is told so, and not what is wrong with the body.
 */
export const requireAccess = async (
  req: PayloadRequest,
  collection: SanitizedCollectionConfig,
  { method, path }: Endpoint,
): Promise<void> => {
  const operation = OPERATION[`${method} ${path}`]
  if (operation && !(await collection.access[operation]({ req }))) throw new Refusal('FORBIDDEN')
}
