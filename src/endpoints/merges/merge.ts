import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { flag, id } from '@/domain/shapes/parse'
import { filled } from '@/endpoints/http/filled'
import { idempotencyKey, IDEMPOTENCY_HEADER } from '@/endpoints/http/idempotencyKey'
import { route } from '@/endpoints/http/route'
import { visitorExample, visitorShape } from '@/endpoints/visitors/shapes'
import { mergeVisitors } from '@/operations/merges/merge'
import { readMerged } from '@/operations/merges/readMerged'
import { B, chosenField, MERGE } from './shapes'

const side = z.enum(['survivor', 'other'], { error: 'fieldInvalid' })

export const mergeRoute = route({
  method: 'post',
  path: '/visitors/:id/merge',
  tag: 'Visitors',
  summary: 'Two records of one person become one',
  description:
    'For administrators. The record in the path survives; bookings, holds, photo and consent of `other` become its, ' +
    'and the id, card and name of `other` lead to it from then on. `take` says field by field whose value stays; ' +
    'where it says nothing, an empty value is filled, `registered` beats `new`, and the later word on consent holds. ' +
    'Both booked on one occurrence (`moved.together`) become one booking: attended beats no-show beats expected ' +
    'beats cancelled. With `preview=true` the answer is the same with a null `id`, and nothing is written. It can be ' +
    'taken back for 30 days by the `id`.',
  allow: isAdministrator,
  headers: IDEMPOTENCY_HEADER,
  query: z.object({ preview: flag.default(false) }),
  queryExample: { preview: 'true' },
  body: z.object({ other: id, take: z.partialRecord(chosenField, side, { error: 'fieldInvalid' }).default({}) }),
  bodyExample: { other: B, take: { phone: 'other' } },
  answer: {
    status: 200,
    schema: z.object({
      id: id.nullable(),
      visitor: visitorShape,
      moved: z.object({
        participants: z.int(),
        history: z.int(),
        photos: z.int(),
        log: z.int(),
        together: z.int(),
      }),
    }),
    example: {
      id: MERGE,
      visitor: visitorExample,
      moved: { participants: 7, history: 5, photos: 1, log: 23, together: 1 },
    },
  },
  errors: [
    'VALIDATION',
    'NOT_FOUND',
    'VISITOR_NOT_FOUND',
    'VISITOR_ERASED',
    'MERGE_CONFLICT',
    'IDEMPOTENCY_KEY_REUSED',
    'BUSY',
  ],
  handler: async ({ req, caller, now, id: survivor, query: { preview }, body: { other, take } }) => {
    const merging = { id: survivor, other, take, preview, caller, now }
    const {
      id: merge,
      survivor: after,
      moved,
      together,
    } = await mergeVisitors(req.payload, merging, idempotencyKey(req))
    return { id: merge, visitor: filled(await readMerged(req, after)), moved: { ...moved, together } }
  },
})
