import { z } from 'zod'
import { mayBook } from '@/domain/access/caller'
import { id } from '@/domain/shapes/parse'
import { idempotencyKey, IDEMPOTENCY_HEADER } from '@/endpoints/http/idempotencyKey'
import { route } from '@/endpoints/http/route'
import { move } from '@/operations/bookings/move'
import { BOOKING_ERRORS, participantExample, participantShape } from './shapes'

export const moveParticipantRoute = route({
  method: 'post',
  path: '/participants/:id/move',
  tag: 'Bookings',
  summary: 'Move a booking to another occurrence, in one go',
  description:
    'The new place is had before the old one is given up; a refusal leaves everything as it was. The rules are those ' +
    'of a booking, except that the booking itself is no conflict. Answers the participant there; the one that was ' +
    'left is cancelled. The comment and whoever booked come along, and a volunteer who booked is told. Keys move ' +
    'their own bookings.',
  allow: mayBook,
  headers: IDEMPOTENCY_HEADER,
  body: z.strictObject({ occurrence: id }),
  bodyExample: { occurrence: participantExample.occurrence },
  answer: { status: 200, schema: participantShape, example: participantExample },
  errors: [
    'NOT_FOUND',
    'PARTICIPANT_CANCELLED',
    'PARTICIPANT_MARKED',
    ...BOOKING_ERRORS,
    'BUSY',
    'IDEMPOTENCY_KEY_REUSED',
  ],
  handler: ({ req, caller, now, id: participant, body }) =>
    move(req.payload, { id: participant, occurrence: body.occurrence }, { caller, now, key: idempotencyKey(req) }),
})
