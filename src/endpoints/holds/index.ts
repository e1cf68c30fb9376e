import { z } from 'zod'
import { mayBook } from '@/domain/access/caller'
import { idempotencyKey, IDEMPOTENCY_HEADER } from '@/endpoints/http/idempotencyKey'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { BOOKING_ERRORS, participantExample } from '@/endpoints/participants/shapes'
import { hold } from '@/operations/holds/hold'
import { release } from '@/operations/holds/release'

export const holdRoute = route({
  method: 'post',
  path: '/holds',
  tag: 'Bookings',
  summary: 'Hold a place for ten minutes; asking again renews it',
  allow: mayBook,
  headers: IDEMPOTENCY_HEADER,
  body: z.strictObject({ occurrence: id, visitor: id }),
  bodyExample: { occurrence: participantExample.occurrence, visitor: participantExample.visitor },
  answer: {
    status: 201,
    schema: z.object({ id, expiresAt: z.string() }),
    example: { id: participantExample.id, expiresAt: '2026-12-01T09:10:00.000Z' },
  },
  errors: [...BOOKING_ERRORS, 'IDEMPOTENCY_KEY_REUSED'],
  handler: ({ req, caller, now, body }) => hold(req.payload, { ...body, caller, now, key: idempotencyKey(req) }),
})

export const releaseRoute = route({
  method: 'delete',
  path: '/holds/:id',
  tag: 'Bookings',
  summary: 'Give a held place back',
  allow: mayBook,
  answer: { status: 204, schema: null },
  errors: ['NOT_FOUND'],
  handler: ({ req, caller, id: hold }) => release(req.payload, { id: hold, caller }),
})
