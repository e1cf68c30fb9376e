import { z } from 'zod'
import { date, flag, id } from '@/domain/shapes/parse'
import { filled } from '@/endpoints/http/filled'
import { route } from '@/endpoints/http/route'
import { slot } from '@/endpoints/availability'
import { participantStatus } from '@/endpoints/participants/shapes'
import { profile } from '@/operations/visitors/profile'
import { candidateExample, candidateShape, visitorExample, visitorShape } from './shapes'

const titled = z.object({ id, title: z.string() })

const visit = z.object({
  id,
  occurrence: id,
  event: titled,
  service: titled,
  place: titled,
  date,
  startsAt: z.string(),
  endsAt: z.string(),
  timezone: z.string(),
  status: participantStatus,
  occurrenceStatus: z.enum(['scheduled', 'cancelled']),
  comment: z.string().nullable(),
  bookedAt: z.string().nullable(),
})

const merged = z.object({
  id,
  merge: id,
  fullName: z.string(),
  cardNumber: z.string().nullable(),
  photo: id.nullable(),
  mergedAt: z.string(),
  undoUntil: z.string().nullable(),
})

export const profileRoute = route({
  method: 'get',
  path: '/visitors/:id/profile',
  tag: 'Visitors',
  summary: 'A person: what they can be booked on now, what is coming, what was, what was missed',
  description:
    'For users of the panel. Every look is in the audit log. `missed` counts the last five visits that somebody ' +
    'marked. `duplicates` are records that may be the same person, likeliest first, without those judged to be ' +
    'somebody else. The id of a merged record opens the survivor; `merged` are the records that lead here, and ' +
    '`undoUntil` says how long the merge can be taken back. `visits`: how often they came, since which date. With ' +
    '`again` a screen reads again what it shows: within ten minutes that is the same look.',
  allow: (caller) => caller.kind === 'users',
  query: z.object({ again: flag.default(false) }),
  answer: {
    status: 200,
    schema: z.object({
      visitor: visitorShape,
      services: z.array(slot),
      upcoming: z.array(visit),
      history: z.array(visit),
      missed: z.object({ missed: z.int(), of: z.int(), lastOn: date.nullable() }),
      visits: z.object({ count: z.int(), since: date.nullable() }),
      duplicates: z.array(candidateShape),
      merged: z.array(merged),
    }),
    example: {
      visitor: visitorExample,
      services: [],
      upcoming: [],
      history: [],
      missed: { missed: 2, of: 5, lastOn: '2026-03-03' },
      visits: { count: 12, since: '2025-03-12' },
      duplicates: [candidateExample],
      merged: [],
    },
  },
  errors: ['NOT_FOUND'],
  handler: async ({ req, caller, now, id: visitor, query }) => {
    const found = await profile(req, { id: visitor, again: query.again, caller, now })
    return { ...found, visitor: filled(found.visitor) }
  },
})
