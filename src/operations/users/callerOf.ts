import type { PayloadRequest } from 'payload'
import { ADDRESS_HEADER } from '@/config/headers'
import type { Caller, Origin } from '@/domain/access/caller'

/** The caller behind a request, or null for an anonymous one. A JWT header is the API, a cookie the panel. */
export const callerOf = (req: Pick<PayloadRequest, 'user' | 'headers'>): Caller | null => {
  const user = req.user
  if (!user) return null
  if (user.collection === 'integrations')
    return { kind: 'integrations', id: user.id, scope: user.scope, origin: originOf(req.headers) }
  const via = req.headers?.get('authorization') ? 'api' : 'panel'
  return { kind: 'users', id: user.id, role: user.role, via, origin: originOf(req.headers) }
}

/** Both headers are the edge's own: it replaces what a client sent under their names. */
const originOf = (headers: Headers | undefined): Origin => ({
  address: headers?.get(ADDRESS_HEADER) ?? null,
  requestId: headers?.get('x-request-id') ?? null,
})
