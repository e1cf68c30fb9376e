import { z } from 'zod'
import { isStaff, mayBook } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { idempotencyKey, IDEMPOTENCY_HEADER } from '@/endpoints/http/idempotencyKey'
import { flag, id, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { edit } from '@/operations/attendance/edit'
import { mark, mayMark } from '@/operations/attendance/mark'
import { undo } from '@/operations/attendance/undo'
import { add } from '@/operations/bookings/add'
import { cancel } from '@/operations/bookings/cancel'
import { MARK_REFUSALS } from '@/domain/attendance/decideMark'
import { UNDO_REFUSALS } from '@/domain/attendance/undo'
import { BOOKING_ERRORS, comment, participantExample, participantShape, participantStatus } from './shapes'

const document = z.object({ doc: participantShape, message: z.string() })
const documentExample = { doc: participantExample, message: 'OK' }
const markable = z.enum(['expected', 'attended', 'noShow'], { error: 'fieldInvalid' })

export const addParticipantRoute = route({
  method: 'post',
  path: '/participants',
  tag: 'Bookings',
  summary: 'Add a participant; the same rules as a booking',
  description:
    'Staff may send a mark at once, for a paper list typed in after the day. With `raiseCapacity` a full service or ' +
    'date gets one place more, together with the booking or not at all; for staff.',
  allow: mayBook,
  headers: IDEMPOTENCY_HEADER,
  // The panel's form sends all its fields; those that can't be set are dropped.
  body: z.object({ visitor: id, occurrence: id, comment, status: markable.nullish(), raiseCapacity: flag.nullish() }),
  bodyExample: { visitor: participantExample.visitor, occurrence: participantExample.occurrence },
  answer: { status: 201, schema: document, example: documentExample },
  errors: [...BOOKING_ERRORS, 'ATTENDANCE_TOO_EARLY', 'IDEMPOTENCY_KEY_REUSED'],
  handler: async ({ req, caller, now, body }) => {
    if (body.raiseCapacity && !isStaff(caller)) throw new Refusal('FORBIDDEN')
    const doc = await add(
      req.payload,
      {
        visitor: body.visitor,
        occurrence: body.occurrence,
        comment: body.comment ?? null,
        status: body.status ?? 'expected',
        raiseCapacity: body.raiseCapacity ?? false,
      },
      { caller, now, route: 'POST /participants', key: idempotencyKey(req), body },
    )
    return { doc, message: 'OK' }
  },
})

export const editParticipantRoute = route({
  method: 'patch',
  path: '/participants/:id',
  tag: 'Bookings',
  summary: 'Change the mark or the comment of a participant, or cancel it',
  allow: mayMark,
  body: z.object({ visitor: id.optional(), occurrence: id.optional(), status: participantStatus.optional(), comment }),
  bodyExample: { status: 'attended' },
  answer: { status: 200, schema: document, example: documentExample },
  errors: ['NOT_FOUND', 'PARTICIPANT_CANCELLED', 'ATTENDANCE_TOO_EARLY'],
  handler: async ({ req, caller, now, id: participant, body }) => ({
    doc: await edit(req.payload, { id: participant, change: body, caller, now }),
    message: 'OK',
  }),
})

export const cancelParticipantRoute = route({
  method: 'post',
  path: '/participants/:id/cancel',
  tag: 'Bookings',
  summary: 'Cancel a booking; a second call answers the same',
  allow: mayBook,
  body: z.strictObject({ reason: text(500).nullish() }),
  bodyExample: { reason: 'Заболел' },
  answer: {
    status: 200,
    schema: participantShape,
    example: {
      ...participantExample,
      status: 'cancelled',
      cancelledAt: '2026-12-01T10:00:00.000Z',
      cancelReason: 'Заболел',
    },
  },
  errors: ['NOT_FOUND', 'OCCURRENCE_ENDED'],
  handler: ({ req, caller, now, id: participant, body }) =>
    cancel(req.payload, { id: participant, reason: body.reason?.trim() || null, caller, now }),
})

export const markRoute = route({
  method: 'post',
  path: '/participants/status',
  tag: 'Attendance',
  summary: 'Mark attendance, one by one or many at once; every row has its own result',
  allow: mayMark,
  body: z.strictObject({
    ids: z.array(id, { error: 'fieldInvalid' }).min(1, 'fieldRequired').max(500, 'fieldTooMany'),
    status: markable,
    comment,
  }),
  bodyExample: { ids: [participantExample.id], status: 'attended' },
  answer: {
    status: 200,
    schema: z.object({
      updated: z.array(id),
      failed: z.array(z.object({ id, code: z.enum(MARK_REFUSALS) })),
      undo: id.nullable(),
    }),
    example: { updated: [participantExample.id], failed: [], undo: participantExample.eventDay },
  },
  errors: [],
  handler: ({ req, caller, now, body }) => mark(req.payload, body, { caller, now }),
})

export const undoRoute = route({
  method: 'post',
  path: '/participants/undo',
  tag: 'Attendance',
  summary: 'Take a change of attendance back within ten minutes; rows changed since are left alone',
  allow: mayMark,
  body: z.strictObject({ undo: id }),
  bodyExample: { undo: participantExample.eventDay },
  answer: {
    status: 200,
    schema: z.object({ updated: z.array(id), failed: z.array(z.object({ id, code: z.enum(UNDO_REFUSALS) })) }),
    example: { updated: [participantExample.id], failed: [] },
  },
  errors: ['UNDO_EXPIRED'],
  handler: ({ req, caller, now, body }) => undo(req.payload, { id: body.undo, caller, now }),
})
