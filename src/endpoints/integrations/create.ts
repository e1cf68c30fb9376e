import { z } from 'zod'
import { filled } from '@/endpoints/http/filled'
import { idempotencyKey, IDEMPOTENCY_HEADER, replacedKeys } from '@/endpoints/http/idempotencyKey'
import { route } from '@/endpoints/http/route'
import { id, text } from '@/domain/shapes/parse'
import { createKey } from '@/operations/integrations/createKey'
import { isAdministrator } from '@/domain/access/caller'

const EXAMPLE = '01890a5d-ac96-774b-bcce-b302099a8057'

export const createIntegrationRoute = route({
  method: 'post',
  path: '/integrations',
  tag: 'Integrations',
  summary: 'Create an integration and its key',
  description:
    'The key is in this answer and nowhere else: only its hash is stored. A request that is repeated with the same ' +
    '`Idempotency-Key` gets a new key of the same integration; the one before stops working.',
  headers: IDEMPOTENCY_HEADER,
  allow: isAdministrator,
  body: z.object({
    name: text(200).trim().min(1, 'fieldRequired'),
    scope: z.enum(['read', 'booking'], { error: 'fieldInvalid' }).default('read'),
  }),
  bodyExample: { name: 'Statistics', scope: 'read' },
  answer: {
    status: 201,
    schema: z.object({
      doc: z.looseObject({ id, name: z.string(), scope: z.enum(['read', 'booking']), prefix: z.string() }),
      message: z.string(),
      key: z.string(),
    }),
    example: {
      doc: { id: EXAMPLE, name: 'Statistics', scope: 'read', prefix: 'pristan_9fK3a1' },
      message: 'Created.',
      key: 'pristan_9fK3a1…',
    },
  },
  errors: ['VALIDATION', 'IDEMPOTENCY_KEY_REUSED', 'CREATED_BEFORE'],
  handler: async ({ req, caller, now, body }) => {
    const repeatable = { key: idempotencyKey(req), replaces: replacedKeys(req) }
    const created = await createKey(req.payload, { ...body, by: caller, now }, repeatable)
    const doc = await req.payload.findByID({
      collection: 'integrations',
      id: created.id,
      depth: 0,
      overrideAccess: false,
      req,
    })
    const message = req.t('general:successfullyCreated', { label: body.name })
    return { doc: filled(doc), message, key: created.key }
  },
})
