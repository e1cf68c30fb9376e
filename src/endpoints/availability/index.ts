import { z } from 'zod'
import { mayBook } from '@/domain/access/caller'
import { Refusal, invalid } from '@/domain/errors'
import { dayNumber } from '@/domain/time/calendar'
import { date, flag, id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { BOOKING_ERRORS, participantExample } from '@/endpoints/participants/shapes'
import { availability } from '@/operations/availability/availability'

export const MAX_DAYS = 62

export const slot = z.object({
  occurrence: id,
  event: id,
  service: id,
  place: id,
  startsAt: z.string(),
  endsAt: z.string(),
  timezone: z.string(),
  capacity: z.number().int(),
  free: z.number().int(),
  state: z.enum(['open', 'refused']),
  code: z.enum(BOOKING_ERRORS).nullable(),
  bookableFrom: z.string().nullable(),
})

export const availabilityRoute = route({
  method: 'get',
  path: '/availability',
  tag: 'Bookings',
  summary: 'What is free, and why the rest is not: exactly what a booking would then get',
  description:
    `From and to are inclusive local dates, at most ${MAX_DAYS} days. With \`visitor\` the rules about the person ` +
    'are applied too, and with a booking of theirs as `moving` it is what moving that booking would get. ' +
    '`newVisitor`: what somebody would get who is not written down yet.',
  allow: () => true,
  query: z.object({
    from: date,
    to: date,
    service: id.optional(),
    place: id.optional(),
    visitor: id.optional(),
    moving: id.optional(),
    newVisitor: flag.default(false),
  }),
  queryExample: { from: '2026-12-01', to: '2026-12-07' },
  answer: {
    status: 200,
    schema: z.object({ days: z.array(z.object({ date: z.string(), slots: z.array(slot) })) }),
    example: {
      days: [
        {
          date: '2026-12-01',
          slots: [
            {
              occurrence: participantExample.occurrence,
              event: participantExample.id,
              service: participantExample.visitor,
              place: participantExample.eventDay,
              startsAt: '2026-12-01T09:00:00.000Z',
              endsAt: '2026-12-01T11:00:00.000Z',
              timezone: 'Europe/Moscow',
              capacity: 8,
              free: 3,
              state: 'open',
              code: null,
              bookableFrom: '2026-11-23T21:00:00.000Z',
            },
          ],
        },
      ],
    },
  },
  errors: ['VISITOR_NOT_FOUND'],
  handler: ({ req, caller, now, query }) => {
    const days = dayNumber(query.to) - dayNumber(query.from) + 1
    if (days < 1) throw invalid({ path: 'to', message: 'fieldEndBeforeStart' })
    if (days > MAX_DAYS) throw invalid({ path: 'to', message: 'fieldTooManyDays' })
    if (query.visitor && !mayBook(caller)) throw new Refusal('FORBIDDEN')
    return availability(req.payload, {
      ...query,
      service: query.service ?? null,
      place: query.place ?? null,
      visitor: query.visitor ?? null,
      moving: query.moving ?? null,
      caller,
      now,
    })
  },
})
