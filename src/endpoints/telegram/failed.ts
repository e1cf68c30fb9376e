import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { route } from '@/endpoints/http/route'
import { listFailedUpdates, retryFailedUpdates } from '@/operations/updates/retry'

const update = z.object({
  id: z.number().int(),
  kind: z.enum(['tap', 'text', 'photo', 'other']),
  volunteer: z.object({ id: z.string(), name: z.string() }).nullable(),
  receivedAt: z.string(),
  failedAt: z.string(),
  error: z.string().nullable(),
  retryable: z.boolean(),
})

export const failedUpdatesRoute = route({
  method: 'get',
  path: '/telegram/updates/failed',
  tag: 'Logs',
  summary: 'What volunteers did that the bot has given up, the newest first',
  description: 'At most fifty. What was said is not shown; it is kept for three days so that it can be tried again.',
  allow: isAdministrator,
  answer: {
    status: 200,
    schema: z.object({ updates: z.array(update), total: z.number().int() }),
    example: {
      updates: [
        {
          id: 810000001,
          kind: 'tap',
          volunteer: null,
          receivedAt: '2026-12-01T09:00:00.000Z',
          failedAt: '2026-12-01T09:00:30.000Z',
          error: 'Telegram: message is too long',
          retryable: true,
        },
      ],
      total: 1,
    },
  },
  errors: [],
  handler: ({ req, caller }) => listFailedUpdates(req.payload, caller),
})

export const retryUpdatesRoute = route({
  method: 'post',
  path: '/telegram/updates/retry',
  tag: 'Logs',
  summary: 'Let the bot try again what it has given up, one or all',
  description:
    'Without `update` every one that can be tried again. Whether the volunteer still may, whether the button ' +
    'still counts and whether there still is a place is decided when it is handled.',
  allow: isAdministrator,
  body: z.strictObject({ update: z.number({ error: 'fieldInvalid' }).int('fieldInvalid').nullish() }),
  bodyExample: { update: 810000001 },
  answer: { status: 200, schema: z.object({ retried: z.number().int() }), example: { retried: 1 } },
  errors: ['NOT_FOUND', 'UPDATE_FORGOTTEN'],
  handler: async ({ req, caller, now, body }) => ({
    retried: await retryFailedUpdates(req.payload, { seq: body.update ?? null, caller, now }),
  }),
})
