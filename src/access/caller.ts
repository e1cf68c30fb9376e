import type { PayloadRequest } from 'payload'
import type { Caller } from '@/domain/access/caller'

/** The caller behind a request, or null for an anonymous one. A JWT header is the API, a cookie the panel. */
export const callerOf = (req: Pick<PayloadRequest, 'user' | 'headers'>): Caller | null => {
  const user = req.user
  if (!user) return null
  if (user.collection === 'integrations') return { kind: 'integrations', id: user.id, scope: user.scope }
  const via = req.headers?.get('authorization') ? 'api' : 'panel'
  return { kind: 'users', id: user.id, role: user.role, via }
}
