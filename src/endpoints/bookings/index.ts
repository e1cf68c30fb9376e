import { z } from 'zod'
import { mayBook } from '@/domain/access/caller'
import { invalid } from '@/domain/errors'
import { idempotencyKey, IDEMPOTENCY_HEADER } from '@/endpoints/http/idempotencyKey'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { BOOKING_ERRORS, comment, participantExample, participantShape } from '@/endpoints/participants/shapes'
import { book } from '@/operations/bookings/book'

const body = z
  .strictObject({
    visitor: id,
    occurrence: id.optional(),
    occurrences: z
      .array(id, { error: 'fieldInvalid' })
      .min(1, 'fieldRequired')
      .max(50, 'fieldTooManyBookings')
      .refine((list) => new Set(list).size === list.length, 'fieldInvalid')
      .optional(),
    comment,
  })
  .refine(({ occurrence, occurrences }) => occurrence !== undefined || occurrences !== undefined, {
    path: ['occurrence'],
    message: 'fieldRequired',
  })
  .refine(({ occurrence, occurrences }) => occurrence === undefined || occurrences === undefined, {
    path: ['occurrence'],
    message: 'fieldInvalid',
  })

export const bookRoute = route({
  method: 'post',
  path: '/bookings',
  tag: 'Bookings',
  summary: 'Book a visitor on one or several occurrences, all or none',
  allow: mayBook,
  headers: IDEMPOTENCY_HEADER,
  body,
  bodyExample: { visitor: participantExample.visitor, occurrence: participantExample.occurrence, comment: null },
  answer: {
    status: 201,
    schema: z.object({ participants: z.array(participantShape) }),
    example: { participants: [participantExample] },
  },
  errors: [...BOOKING_ERRORS, 'IDEMPOTENCY_KEY_REUSED'],
  handler: async ({ req, caller, now, body: given }) => {
    const occurrences = given.occurrences ?? (given.occurrence ? [given.occurrence] : [])
    if (occurrences.length === 0) throw invalid({ path: 'occurrence', message: 'fieldRequired' })
    const request = { visitor: given.visitor, occurrences, comment: given.comment ?? null }
    return book(req.payload, request, { caller, now, route: 'POST /bookings', key: idempotencyKey(req), body: given })
  },
})
