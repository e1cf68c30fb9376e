import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { capacity } from '@/domain/events/body'
import { deletedMessage, readDocument, savedMessage } from '@/endpoints/events/read'
import { flag, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import {
  cancelledThenExample,
  cancelledThenShape,
  eventDayExample,
  eventDayShape,
} from '@/endpoints/occurrences/shapes'
import { cancelEventDay } from '@/operations/event-days/cancel'
import { changeEventDay } from '@/operations/event-days/change'
import { removeEventDay } from '@/operations/event-days/remove'
import { restoreEventDay } from '@/operations/event-days/restore'

const document = {
  status: 200,
  schema: z.object({ doc: eventDayShape, message: z.string() }),
  example: { doc: eventDayExample, message: 'OK' },
}

export const changeEventDayRoute = route({
  method: 'patch',
  path: '/event-days/:id',
  tag: 'Events',
  summary: 'Change how many people one date has room for',
  allow: isStaff,
  body: z.object({ capacity: capacity.optional() }).loose(),
  bodyExample: { capacity: 50 },
  answer: document,
  errors: ['NOT_FOUND', 'CAPACITY_BELOW_PARTICIPANTS', 'CAPACITY_ABOVE_EVENT'],
  handler: async ({ req, caller, now, id, body }) => {
    await changeEventDay(req.payload, { id, body, capacity: body.capacity, caller, now })
    return { doc: await readDocument(req, 'event-days', id), message: savedMessage(req) }
  },
})

export const cancelEventDayRoute = route({
  method: 'post',
  path: '/event-days/:id/cancel',
  tag: 'Events',
  summary: 'Cancel a whole date; people on it are cancelled and told, after `confirm`. A second call answers the same',
  allow: isStaff,
  body: z.strictObject({ reason: text(500).nullish(), confirm: flag.nullish() }),
  bodyExample: { reason: 'Нет воды', confirm: true },
  answer: {
    status: 200,
    schema: eventDayShape,
    example: { ...eventDayExample, status: 'cancelled', cancelReason: 'Нет воды', participants: 0 },
  },
  errors: ['NOT_FOUND', 'CANCEL_CONFIRM_REQUIRED', 'OCCURRENCE_ENDED'],
  handler: async ({ req, caller, now, id, body }) => {
    await cancelEventDay(req.payload, {
      id,
      reason: body.reason?.trim() || null,
      confirm: body.confirm ?? false,
      caller,
      now,
    })
    return readDocument(req, 'event-days', id)
  },
})

export const restoreEventDayRoute = route({
  method: 'post',
  path: '/event-days/:id/restore',
  tag: 'Events',
  summary: 'Put a cancelled or skipped date back; nobody is booked again. A second call answers the same',
  description:
    'It comes back as its series has it today. `cancelledThen` are those who lost their booking when it was ' +
    'cancelled and are not booked there again: book them with `POST /api/bookings`.',
  allow: isStaff,
  answer: {
    status: 200,
    schema: eventDayShape.extend({ cancelledThen: cancelledThenShape }),
    example: { ...eventDayExample, participants: 0, cancelledThen: cancelledThenExample },
  },
  errors: ['NOT_FOUND', 'EVENT_ARCHIVED', 'OCCURRENCE_ENDED', 'NO_LONGER_PLANNED'],
  handler: async ({ req, caller, now, id }) => {
    const cancelledThen = await restoreEventDay(req.payload, { id, caller, now })
    return { ...(await readDocument(req, 'event-days', id)), cancelledThen }
  },
})

export const deleteEventDayRoute = route({
  method: 'delete',
  path: '/event-days/:id',
  tag: 'Events',
  summary: 'Delete a date nobody is booked on; it never comes back',
  allow: isStaff,
  answer: document,
  errors: ['NOT_FOUND', 'OCCURRENCE_HAS_PARTICIPANTS'],
  handler: async ({ req, caller, now, id }) => {
    const doc = await readDocument(req, 'event-days', id)
    await removeEventDay(req.payload, { id, caller, now })
    return { doc, message: deletedMessage(req) }
  },
})
