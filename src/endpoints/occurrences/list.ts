import { z } from 'zod'
import { mayBook } from '@/domain/access/caller'
import { invalid, Refusal } from '@/domain/errors'
import { dayNumber } from '@/domain/time/calendar'
import { date, id, limit, page } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { reachOf } from '@/operations/events/ensureExpanded'
import { listOccurrences } from '@/operations/occurrences/list'
import { occurrenceExample } from './shapes'

const MAX_DAYS = 62

const listed = z.object({
  id: z.string(),
  title: z.string().describe('Of the event'),
  event: z.string(),
  eventDay: z.string(),
  eventState: z.enum(['active', 'archived', 'deleted']),
  service: z.object({ id: z.string(), title: z.string() }),
  place: z.object({ id: z.string(), title: z.string(), timezone: z.string() }),
  date: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  capacity: z.int(),
  participants: z.int(),
  dayCapacity: z.int(),
  dayParticipants: z.int().describe('People on any service of the event day, each counted once'),
  status: z.enum(['scheduled', 'cancelled']),
  dayStatus: z.enum(['scheduled', 'cancelled']).describe('Whether the whole date is cancelled'),
  cancelReason: z.string().nullable(),
  edited: z.boolean(),
  marks: z
    .object({ expected: z.int(), attended: z.int(), noShow: z.int() })
    .nullable()
    .describe('What came of it, of those not cancelled; null where a range was asked for'),
})

const {
  id: example,
  event,
  eventDay,
  date: day,
  startsAt,
  endsAt,
  capacity,
  participants,
  status,
  cancelReason,
  edited,
} = occurrenceExample

export const listOccurrencesRoute = route({
  method: 'get',
  path: '/occurrences/list',
  tag: 'Occurrences',
  summary: 'Occurrences with their event, service and place, in one call',
  description:
    'Upcoming ones (the nearest first) or past ones (the latest first), split by their end; or, without pages, all ' +
    `of \`from\` to \`to\`, inclusive local dates, at most ${MAX_DAYS} days. \`visitor\` leaves those where this ` +
    'person is booked. Of a deleted event only the past is shown.',
  allow: () => true,
  query: z.object({
    when: z.enum(['upcoming', 'past'], { error: 'fieldInvalid' }).optional(),
    from: date.optional(),
    to: date.optional(),
    service: id.optional(),
    place: id.optional(),
    visitor: id.optional(),
    page,
    limit: limit(20),
  }),
  queryExample: { when: 'upcoming', limit: 20 },
  answer: {
    status: 200,
    schema: z.object({
      docs: z.array(listed),
      totalDocs: z.int(),
      page: z.int(),
      limit: z.int(),
      counts: z.object({ upcoming: z.int(), past: z.int() }),
    }),
    example: {
      docs: [
        {
          id: example,
          title: 'Стирка по вторникам',
          event,
          eventDay,
          eventState: 'active',
          service: { id: occurrenceExample.service, title: 'Стирка' },
          place: { id: occurrenceExample.place, title: 'Цветной бульвар', timezone: 'Europe/Moscow' },
          date: day,
          startsAt,
          endsAt,
          capacity,
          participants,
          dayCapacity: 40,
          dayParticipants: 12,
          status,
          dayStatus: 'scheduled',
          cancelReason,
          edited,
          marks: { expected: 12, attended: 0, noShow: 0 },
        },
      ],
      totalDocs: 1,
      page: 1,
      limit: 20,
      counts: { upcoming: 1, past: 0 },
    },
  },
  errors: ['FORBIDDEN'],
  handler: async ({ req, caller, now, query }) => {
    const { when, from, to, service = null, place = null, visitor = null } = query
    if (visitor !== null && !mayBook(caller)) throw new Refusal('FORBIDDEN')
    const filter = { service, place, visitor, now }
    if (from === undefined && to === undefined)
      return listOccurrences(req.payload, { when: when ?? 'upcoming', page: query.page, limit: query.limit }, filter)
    if (when !== undefined) throw invalid({ path: 'when', message: 'fieldUnexpected' })
    if (from === undefined || to === undefined)
      throw invalid({ path: from === undefined ? 'from' : 'to', message: 'fieldRequired' })
    const days = dayNumber(to) - dayNumber(from) + 1
    if (days < 1) throw invalid({ path: 'to', message: 'fieldEndBeforeStart' })
    if (days > MAX_DAYS) throw invalid({ path: 'to', message: 'fieldTooManyDays' })
    const reach = await reachOf(req.payload, { until: to, caller, now })
    return listOccurrences(req.payload, { from, to, reach }, filter)
  },
})
