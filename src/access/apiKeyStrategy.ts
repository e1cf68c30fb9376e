import type { AuthStrategy, AuthStrategyResult } from 'payload'
import { authenticateKey } from '@/operations/integrations/authenticate'

/** `Authorization: integrations API-Key <key>`, checked by one indexed look-up of a hash. */
export const apiKeyStrategy: AuthStrategy = {
  name: 'api-key',
  authenticate: async ({ headers, payload }) => {
    const match = /^integrations API-Key (\S{1,200})$/.exec(headers.get('authorization') ?? '')
    if (!match?.[1]) return { user: null }
    const key = await authenticateKey(payload, match[1])
    // What access control needs of a key: its id and scope.
    return { user: key ? { ...key, collection: 'integrations' } : null } as AuthStrategyResult
  },
}
