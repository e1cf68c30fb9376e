import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { date, flag } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { seenVersion, VERSION_HEADER } from '@/hooks/requests/seenVersion'
import { changeEvent, previewChange } from '@/operations/events/change'
import { invalid } from '@/domain/errors'
import { eventBody, isWholeDocument, readOnlyIn } from '@/domain/events/body'
import { readDocument, savedMessage } from './read'
import { impactExample, previewShape, warningsExample, warningsShape } from './impactShapes'
import { eventExample, eventShape } from './shapes'

const edited = z
  .enum(['keep', 'follow'], { error: 'fieldInvalid' })
  .describe('What was edited by hand on one date: kept where it still fits, or given up')
const scope = z.enum(['all', 'following', 'day'], { error: 'fieldInvalid' }).default('all')

const ERRORS = [
  'NOT_FOUND',
  'RECURRENCE_INVALID',
  'RECURRENCE_UNSUPPORTED',
  'RECURRENCE_DATE_MISMATCH',
  'PLACE_NOT_FOUND',
  'SERVICE_NOT_FOUND',
  'CAPACITY_ABOVE_EVENT',
  'CAPACITY_BELOW_PARTICIPANTS',
  'BUSY',
] as const

const refuseReadOnly = (body: Record<string, unknown>): void => {
  const errors = readOnlyIn(body)
  if (errors.length > 0) throw invalid(...errors)
}

const bodyExample = { startTime: '11:00', endTime: '19:00' }

export const changeEventRoute = route({
  method: 'patch',
  path: '/events/:id',
  tag: 'Events',
  summary: 'Change an event: all its dates, those from one date on, or one date',
  description:
    'What has begun never changes. People on dates that move or go away need `confirm=true`; they are moved or ' +
    'cancelled and told.',
  allow: isStaff,
  headers: VERSION_HEADER,
  query: z.object({ scope, date: date.optional(), edited: edited.optional(), confirm: flag.default(false) }),
  queryExample: { scope: 'following', date: '2026-12-08', confirm: 'true' },
  body: eventBody.extend({ edited: edited.optional() }),
  bodyExample,
  answer: {
    status: 200,
    schema: z.object({
      doc: eventShape,
      message: z.string(),
      created: eventShape.nullable().describe('The event that carries on, for scope=following'),
      warnings: warningsShape,
    }),
    example: { doc: eventExample, message: 'OK', created: null, warnings: warningsExample },
  },
  errors: [...ERRORS, 'EVENT_CHANGE_CONFIRM_REQUIRED', 'CHANGED_MEANWHILE'],
  handler: async ({ req, caller, now, id, query, body: { edited: asked, ...body } }) => {
    refuseReadOnly(body)
    const changed = await changeEvent(req.payload, {
      id,
      input: body,
      scope: query.scope,
      date: query.date ?? null,
      policy: query.edited ?? asked ?? 'keep',
      whole: isWholeDocument(body),
      confirm: query.confirm,
      seen: seenVersion(req),
      caller,
      now,
    })
    const doc = await readDocument(req, 'events', changed.event)
    const created = changed.created ? await readDocument(req, 'events', changed.created) : null
    return { doc, message: savedMessage(req), created, warnings: changed.warnings }
  },
})

export const previewChangeRoute = route({
  method: 'post',
  path: '/events/:id/preview',
  tag: 'Events',
  summary: 'What a change would do: dates added, moved and removed, and the people on them. Nothing is written',
  allow: isStaff,
  query: z.object({ edited: edited.optional() }),
  queryExample: {},
  body: eventBody.extend({
    scope,
    date: date.optional(),
    edited: edited.optional(),
    startsOn: date.optional().describe('The new first date, with scope=following'),
  }),
  bodyExample: { ...bodyExample, scope: 'following', date: '2026-12-08' },
  answer: {
    status: 200,
    schema: previewShape,
    example: { ...impactExample, timezone: 'Europe/Moscow', warnings: warningsExample },
  },
  errors: ERRORS,
  handler: ({ req, caller, now, id, query, body: { scope: wanted, date: on, startsOn, edited: asked, ...input } }) => {
    refuseReadOnly(input)
    // With scope=all, `date` is the event's own first date; otherwise it says where the change begins.
    return previewChange(req.payload, {
      id,
      input: { ...input, date: wanted === 'all' ? on : startsOn },
      scope: wanted,
      date: wanted === 'all' ? null : (on ?? null),
      policy: query.edited ?? asked ?? 'keep',
      whole: isWholeDocument(input),
      caller,
      now,
    })
  },
})
