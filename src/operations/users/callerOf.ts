import type { PayloadRequest } from 'payload'
import { ADDRESS_HEADER } from '@/config/headers'
import type { Caller, Origin } from '@/domain/access/caller'

/** The caller of a request, or null if anonymous. A JWT in a header means the API, a cookie means the panel. */
export const callerOf = (req: Pick<PayloadRequest, 'user' | 'headers'>): Caller | null => {
  const user = req.user
  if (!user) return null
  if (user.collection === 'integrations')
    return { kind: 'integrations', id: user.id, scope: user.scope, origin: originOf(req.headers) }
  const via = req.headers?.get('authorization') ? 'api' : 'panel'
  return { kind: 'users', id: user.id, role: user.role, via, origin: originOf(req.headers) }
}

/** The context for internal requests on behalf of a caller who is not a user, such as a volunteer. */
export const inTheNameOf = (caller: Caller): { caller: Caller } => ({ caller })

/** The caller, or the one on whose behalf an internal request is made. Only our own code sets the context. */
export const actingCaller = (req: Pick<PayloadRequest, 'user' | 'headers' | 'context'>): Caller | null =>
  callerOf(req) ?? (req.context as { caller?: Caller }).caller ?? null

/** The edge sets both headers and replaces what a client sent under these names. */
export const originOf = (headers: Headers | undefined): Origin => ({
  address: headers?.get(ADDRESS_HEADER) ?? null,
  requestId: headers?.get('x-request-id') ?? null,
})
