import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { date, flag } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { activateEvent } from '@/operations/events/activate'
import { archiveEvent } from '@/operations/events/archive'
import { removeEvent } from '@/operations/events/remove'
import { deletedMessage, readDocument } from './read'
import { warningsShape } from './impactShapes'
import { eventExample, eventShape } from './shapes'

const event = { status: 200, schema: eventShape, example: eventExample }

export const archiveEventRoute = route({
  method: 'post',
  path: '/events/:id/archive',
  tag: 'Events',
  summary: 'Put an event into the archive; people still booked are cancelled and told, after `confirm`',
  allow: isStaff,
  body: z.strictObject({ confirm: flag.nullish() }),
  bodyExample: { confirm: true },
  answer: {
    ...event,
    example: { ...eventExample, state: 'archived', archivedAt: '2026-11-20T09:00:00.000Z', nextDate: null },
  },
  errors: ['NOT_FOUND', 'ARCHIVE_CONFIRM_REQUIRED'],
  handler: async ({ req, caller, now, id, body }) => {
    await archiveEvent(req.payload, { id, confirm: body.confirm ?? false, caller, now })
    return readDocument(req, 'events', id)
  },
})

export const activateEventRoute = route({
  method: 'post',
  path: '/events/:id/activate',
  tag: 'Events',
  summary: 'Bring an event back: a series with its future dates, a one-off event on a new date',
  allow: isStaff,
  body: z.strictObject({ date: date.nullish() }),
  bodyExample: { date: '2026-12-01' },
  answer: {
    status: 200,
    schema: eventShape.extend({ warnings: warningsShape }),
    example: { ...eventExample, warnings: [] },
  },
  errors: ['NOT_FOUND', 'ACTIVATION_DATE_REQUIRED', 'ACTIVATION_END_REQUIRED'],
  handler: async ({ req, caller, now, id, body }) => {
    const warnings = await activateEvent(req.payload, { id, date: body.date ?? null, caller, now })
    return { ...(await readDocument(req, 'events', id)), warnings }
  },
})

export const deleteEventRoute = route({
  method: 'delete',
  path: '/events/:id',
  tag: 'Events',
  summary: 'Delete an event: it disappears from every list, its past stays readable',
  allow: isStaff,
  query: z.object({ confirm: flag.default(false) }),
  queryExample: { confirm: 'true' },
  answer: {
    status: 200,
    schema: z.object({ doc: eventShape, message: z.string() }),
    example: { doc: eventExample, message: 'OK' },
  },
  errors: ['NOT_FOUND', 'DELETE_CONFIRM_REQUIRED'],
  handler: async ({ req, caller, now, id, query }) => {
    const doc = await readDocument(req, 'events', id)
    await removeEvent(req.payload, { id, confirm: query.confirm, caller, now })
    return { doc, message: deletedMessage(req) }
  },
})
