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

/** For what is written in somebody's name by a request of our own, which no user stands behind: a volunteer's. */
export const inTheNameOf = (caller: Caller): { caller: Caller } => ({ caller })

/** Whoever asks, or in whose name a request of our own is. The context comes from our code alone. */
export const actingCaller = (req: Pick<PayloadRequest, 'user' | 'headers' | 'context'>): Caller | null =>
  callerOf(req) ?? (req.context as { caller?: Caller }).caller ?? null

/** Both headers are the edge's own: it replaces what a client sent under their names. */
const originOf = (headers: Headers | undefined): Origin => ({
  address: headers?.get(ADDRESS_HEADER) ?? null,
  requestId: headers?.get('x-request-id') ?? null,
})
