import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { route } from '@/endpoints/http/route'
import { retryAllMessages, retryMessage } from '@/operations/messages/retry'

export const retryMessageRoute = route({
  method: 'post',
  path: '/messages/:id/retry',
  tag: 'Logs',
  summary: 'Send one message again',
  description:
    'For one that failed, was parked because its reader stopped the bot, or was not needed any more: its attempts ' +
    'are counted anew. One that waits already goes on waiting. The text is made when it is sent, so it may turn ' +
    'out that there is nothing left to say.',
  allow: isAdministrator,
  answer: {
    status: 200,
    schema: z.object({ id: z.string(), status: z.literal('pending') }),
    example: { id: '0198a000-0000-7000-8000-000000000001', status: 'pending' },
  },
  errors: ['NOT_FOUND', 'MESSAGE_SENT'],
  handler: async ({ req, caller, now, id }) => {
    await retryMessage(req.payload, { id, caller, now })
    return { id, status: 'pending' as const }
  },
})

export const retryAllMessagesRoute = route({
  method: 'post',
  path: '/messages/retry',
  tag: 'Logs',
  summary: 'Send everything again that failed',
  allow: isAdministrator,
  answer: { status: 200, schema: z.object({ retried: z.number().int() }), example: { retried: 12 } },
  errors: [],
  handler: async ({ req, caller, now }) => ({ retried: await retryAllMessages(req.payload, { caller, now }) }),
})
