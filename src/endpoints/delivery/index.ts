import { z } from 'zod'
import { SILENCES } from '@/domain/messages/delivery'
import { route } from '@/endpoints/http/route'
import { delivery } from '@/operations/health/delivery'

const silence = z.enum(SILENCES).nullable()
const count = z.number().int()

export const deliveryRoute = route({
  method: 'get',
  path: '/delivery',
  tag: 'Health',
  summary: 'What the product promises to tell people and can’t deliver now',
  description:
    'For people who are signed in. `silent` says why volunteers, their chat and readers of mail will not hear of ' +
    'anything; null where they will. `waiting` counts messages that should be on their way. `backup` is `failed` or ' +
    '`missing` while there is no good one.',
  allow: (caller) => caller.kind === 'users',
  answer: {
    status: 200,
    schema: z.object({
      silent: z.object({ volunteers: silence, chat: silence, mail: silence }),
      waiting: z.object({ telegram: count, mail: count }),
      backup: z.enum(['failed', 'missing']).nullable(),
    }),
    example: {
      silent: { volunteers: 'noBot', chat: 'noBot', mail: null },
      waiting: { telegram: 12, mail: 0 },
      backup: null,
    },
  },
  errors: [],
  handler: ({ req, now }) => delivery(req.payload, now),
})
