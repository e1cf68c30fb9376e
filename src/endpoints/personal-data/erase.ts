import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { eraseVisitor } from '@/operations/personal-data/erase'

const EXAMPLE = '0198a000-0000-7000-8000-000000000002'
const reason = z.enum(['request', 'consentWithdrawn', 'mistake'], { error: 'fieldInvalid' })

export const eraseVisitorRoute = route({
  method: 'post',
  path: '/visitors/:id/erase',
  tag: 'Personal data',
  summary: 'Erase a person for good',
  description:
    'Name, phone, card, year of birth, comments, photo and what the log holds about the person go; future ' +
    'bookings are cancelled, volunteers are told without the name; visits stay in the statistics without a ' +
    'person. Without `confirm` 409 `ERASE_CONFIRM_REQUIRED` says what would happen. A second call changes nothing ' +
    'and answers the same. `hash` is the line of the ledger that is kept apart from the database and its backups.',
  allow: isAdministrator,
  body: z.object({ confirm: z.boolean({ error: 'fieldInvalid' }).default(false), reason: reason.default('request') }),
  bodyExample: { confirm: true, reason: 'request' },
  answer: {
    status: 200,
    schema: z.object({
      id,
      erasedAt: z.string(),
      reason: z.string(),
      hash: z.string(),
      counts: z.record(z.string(), z.int()),
    }),
    example: {
      id: EXAMPLE,
      erasedAt: '2026-12-01T09:00:00.000Z',
      reason: 'request',
      hash: '9f2c…',
      counts: { participants: 12, cancelled: 1, comments: 2, photos: 1 },
    },
  },
  errors: ['VALIDATION', 'NOT_FOUND', 'ERASE_CONFIRM_REQUIRED', 'BUSY'],
  handler: async ({ req, caller, now, id: asked, body }) => {
    const record = await eraseVisitor(req.payload, { id: asked, ...body, caller, now })
    const { visitor, at, hash, counts, reason: why } = record
    return { id: visitor, erasedAt: at.toISOString(), reason: why, hash, counts }
  },
})
