import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { capacity } from '@/domain/events/body'
import { deletedMessage, readDocument, savedMessage } from '@/endpoints/events/read'
import { flag, instant, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { cancelOccurrence } from '@/operations/occurrences/cancel'
import { changeOccurrence } from '@/operations/occurrences/change'
import { removeOccurrence } from '@/operations/occurrences/remove'
import { restoreOccurrence } from '@/operations/occurrences/restore'
import { cancelledThenExample, cancelledThenShape, occurrenceExample, occurrenceShape } from './shapes'

const moment = instant.transform((value) => new Date(value))
const document = {
  status: 200,
  schema: z.object({ doc: occurrenceShape, message: z.string() }),
  example: { doc: occurrenceExample, message: 'OK' },
}

export const changeOccurrenceRoute = route({
  method: 'patch',
  path: '/occurrences/:id',
  tag: 'Occurrences',
  summary: 'Change the time or the capacity of one occurrence',
  description:
    'Within its local date and the hours of its event day. Any other field is refused, unless it equals what is ' +
    'stored.',
  allow: isStaff,
  query: z.object({ confirm: flag.default(false) }),
  queryExample: { confirm: 'true' },
  body: z.object({ startsAt: moment.optional(), endsAt: moment.optional(), capacity: capacity.optional() }).loose(),
  bodyExample: { startsAt: '2026-12-01T08:00:00.000Z', endsAt: '2026-12-01T10:00:00.000Z' },
  answer: document,
  errors: ['NOT_FOUND', 'OCCURRENCE_CHANGE_CONFIRM_REQUIRED', 'CAPACITY_BELOW_PARTICIPANTS', 'CAPACITY_ABOVE_EVENT'],
  handler: async ({ req, caller, now, id, query, body }) => {
    const { startsAt, endsAt, capacity: places } = body
    await changeOccurrence(req.payload, {
      id,
      body,
      change: { startsAt, endsAt, capacity: places },
      confirm: query.confirm,
      caller,
      now,
    })
    return { doc: await readDocument(req, 'occurrences', id), message: savedMessage(req) }
  },
})

export const cancelOccurrenceRoute = route({
  method: 'post',
  path: '/occurrences/:id/cancel',
  tag: 'Occurrences',
  summary: 'Cancel an occurrence; people on it are cancelled and told, after `confirm`. A second call answers the same',
  allow: isStaff,
  body: z.strictObject({ reason: text(500).nullish(), confirm: flag.nullish() }),
  bodyExample: { reason: 'Врач заболел', confirm: true },
  answer: {
    status: 200,
    schema: occurrenceShape,
    example: { ...occurrenceExample, status: 'cancelled', cancelReason: 'Врач заболел', participants: 0 },
  },
  errors: ['NOT_FOUND', 'CANCEL_CONFIRM_REQUIRED', 'OCCURRENCE_ENDED'],
  handler: async ({ req, caller, now, id, body }) => {
    await cancelOccurrence(req.payload, {
      id,
      reason: body.reason?.trim() || null,
      confirm: body.confirm ?? false,
      caller,
      now,
    })
    return readDocument(req, 'occurrences', id)
  },
})

export const restoreOccurrenceRoute = route({
  method: 'post',
  path: '/occurrences/:id/restore',
  tag: 'Occurrences',
  summary: 'Put a cancelled occurrence back; nobody is booked again. A second call answers the same',
  description:
    'It comes back as its series has it today. `cancelledThen` are those who lost their booking when it was ' +
    'cancelled and are not booked there again: book them with `POST /api/bookings`.',
  allow: isStaff,
  answer: {
    status: 200,
    schema: occurrenceShape.extend({ cancelledThen: cancelledThenShape }),
    example: { ...occurrenceExample, participants: 0, cancelledThen: cancelledThenExample },
  },
  errors: ['NOT_FOUND', 'EVENT_ARCHIVED', 'OCCURRENCE_ENDED', 'EVENT_DAY_CANCELLED', 'NO_LONGER_PLANNED'],
  handler: async ({ req, caller, now, id }) => {
    const cancelledThen = await restoreOccurrence(req.payload, { id, caller, now })
    return { ...(await readDocument(req, 'occurrences', id)), cancelledThen }
  },
})

export const deleteOccurrenceRoute = route({
  method: 'delete',
  path: '/occurrences/:id',
  tag: 'Occurrences',
  summary: 'Delete an occurrence nobody is booked on; it never comes back',
  allow: isStaff,
  answer: document,
  errors: ['NOT_FOUND', 'OCCURRENCE_HAS_PARTICIPANTS'],
  handler: async ({ req, caller, now, id }) => {
    const doc = await readDocument(req, 'occurrences', id)
    await removeOccurrence(req.payload, { id, caller, now })
    return { doc, message: deletedMessage(req) }
  },
})
