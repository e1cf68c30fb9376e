import type { Endpoint, PayloadRequest, SanitizedConfig } from 'payload'
import { callerOf } from '@/access/caller'
import { Refusal } from '@/domain/errors'
import { isId } from './parse'

/** What may be called without a login: the login itself and what leads back to it. */
const OPEN = new Set([
  'post /users/login',
  'post /users/logout',
  'get /users/me',
  'post /users/forgot-password',
  'post /users/reset-password',
  'get /health/live',
  'get /health/ready',
  'get /openapi.json',
  'get /docs',
])

const PAGE_LIMIT = 200

/**
 * The floor under every route, ours and Payload's: closed to anonymous callers, ids are UUIDs, a page is
 * at most 200. A route added tomorrow is inside without anybody remembering it.
 */
export const guardEndpoints = (config: SanitizedConfig): SanitizedConfig => {
  guardAll(config.endpoints, '')
  for (const collection of config.collections) guardAll(collection.endpoints, `/${collection.slug}`)
  return config
}

/** Payload shares one endpoint object between collections, so each is replaced, never changed. */
const guardAll = (endpoints: Endpoint[] | false, base: string): void => {
  if (!endpoints) return
  endpoints.forEach((endpoint, index) => {
    const name = `${endpoint.method} ${base}${endpoint.path === '/' ? '' : endpoint.path}`
    endpoints[index] = {
      ...endpoint,
      handler: async (req) => {
        if (!OPEN.has(name) && !callerOf(req)) throw new Refusal('UNAUTHENTICATED')
        const id = req.routeParams?.id
        if (id !== undefined && base !== '/payload-preferences' && !isId(id)) throw new Refusal('NOT_FOUND')
        clampPage(req)
        return endpoint.handler(req)
      },
    }
  })
}

/** `limit=0` would mean "everything" to Payload; so would `pagination=false`. */
const clampPage = (req: PayloadRequest): void => {
  const { query } = req
  if (!query || req.method === 'POST') return
  delete query.pagination
  if (query.limit === undefined) return
  const limit = Number(query.limit)
  if (!Number.isInteger(limit) || limit < 0) throw new Refusal('VALIDATION', { errors: [{ path: 'limit', message: 'fieldInvalid' }] })
  query.limit = String(limit === 0 ? PAGE_LIMIT : Math.min(limit, PAGE_LIMIT))
}
