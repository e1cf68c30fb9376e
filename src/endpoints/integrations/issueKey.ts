import { z } from 'zod'
import { route } from '@/endpoints/http/route'
import { issueKey } from '@/operations/integrations/issueKey'
import { isAdministrator } from '@/domain/access/caller'

export const issueKeyRoute = route({
  method: 'post',
  path: '/integrations/:id/key',
  tag: 'Integrations',
  summary: 'Issue another key',
  description:
    'The key before stops working at once. A revoked integration stays revoked until `revokedAt` is cleared.',
  allow: isAdministrator,
  answer: { status: 200, schema: z.object({ key: z.string() }), example: { key: 'pristan_9fK3a1…' } },
  errors: ['NOT_FOUND'],
  handler: async ({ req, caller, now, id }) => {
    const { key } = await issueKey(req.payload, { id, by: caller, now })
    return { key }
  },
})
