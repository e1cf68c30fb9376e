import type { Endpoint, SanitizedCollectionConfig } from 'payload'
import { Refusal } from '@/domain/errors'
import { SELF_CHECKED } from '@/endpoints/http/route'
import { bulkUpdate } from './bulkUpdate'

/** Of Payload's own routes: what nobody needs here. There are no versions, and no copies of people. */
const ABSENT = ['/versions', '/versions/:id', '/:id/duplicate']

/** Never deleted, only cancelled. */
const KEPT = ['participants']

const refuse: Endpoint['handler'] = () => {
  throw new Refusal('METHOD_NOT_ALLOWED')
}

/** Replaces those of Payload's routes that would go past our rules. `own`: paths that our routes took over. */
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
