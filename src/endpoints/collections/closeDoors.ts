import type { Endpoint, SanitizedCollectionConfig } from 'payload'
import { Refusal } from '@/domain/errors'
import { SELF_CHECKED } from '@/endpoints/http/route'
import { bulkUpdate } from './bulkUpdate'

/** Payload's routes that are not needed here: there are no versions, and people are not duplicated. */
const ABSENT = ['/versions', '/versions/:id', '/:id/duplicate']

/** Collections whose records are never deleted, only cancelled. */
const KEPT = ['participants']

const refuse: Endpoint['handler'] = () => {
  throw new Refusal('METHOD_NOT_ALLOWED')
}

/** Closes or replaces Payload's routes that would bypass our rules. */
export const closeDoors = (collection: SanitizedCollectionConfig): Endpoint[] => {
  const open = (collection.endpoints || []).filter(({ path }) => !ABSENT.includes(path))
  const updateOne = open.find(({ method, path }) => method === 'patch' && path === '/:id')
  return open.map((endpoint) => {
    const name = `${endpoint.method} ${endpoint.path}`
    if (name === 'delete /') return { ...endpoint, handler: refuse, custom: SELF_CHECKED }
    if (name === 'delete /:id' && KEPT.includes(collection.slug))
      return { ...endpoint, handler: refuse, custom: SELF_CHECKED }
    if (name === 'patch /' && updateOne)
      return { ...endpoint, handler: bulkUpdate(collection, updateOne.handler), custom: SELF_CHECKED }
    return endpoint
  })
}
