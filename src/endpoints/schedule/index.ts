import { z } from 'zod'
import { eventExample } from '@/endpoints/events/shapes'
import { date, id, limit, page, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { schedule } from '@/operations/schedule/schedule'

const nullableText = z.string().nullable()
const hours = { startTime: z.string(), endTime: z.string() }

const scheduled = z.object({
  id: z.string(),
  title: z.string(),
  type: z.enum(['oneOff', 'recurring']),
  date: z.string(),
  ...hours,
  endsNextDay: z.boolean(),
  capacity: z.number().int(),
  rrule: nullableText,
  rule: z.object({ ru: z.string(), en: z.string() }).nullable().describe('The rule in words'),
  place: z.object({ id: z.string(), title: z.string(), timezone: z.string() }),
  services: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      ...hours,
      capacity: z.number().int(),
      bookingWindow: z.object({ value: z.number().int(), unit: z.enum(['days', 'occurrences']) }),
    }),
  ),
  state: z.enum(['active', 'archived']),
  archivedAt: nullableText,
  nextDate: nullableText,
  lastDate: nullableText,
  people: z.object({
    next: z
      .object({ date: z.string(), participants: z.number().int(), capacity: z.number().int() })
      .nullable()
      .describe('Of the next date'),
    upcoming: z.number().int().describe('People booked on all dates that are not over, counted once per date'),
  }),
})

const { title, type, date: first, startTime, endTime, endsNextDay, capacity } = eventExample
const { rrule, nextDate, lastDate } = eventExample
const bookingWindow = { value: 14, unit: 'days' }

export const scheduleRoute = route({
  method: 'get',
  path: '/schedule',
  tag: 'Events',
  summary: 'Events with their place, services, next date and people counts, in one call',
  description:
    'Sorted by the next date; the archive after it, the latest first. `from` and `to` find events that take place ' +
    'between them.',
  allow: () => true,
  query: z.object({
    state: z.enum(['active', 'archived'], { error: 'fieldInvalid' }).optional(),
    search: text(200).optional(),
    from: date.optional(),
    to: date.optional(),
    type: z.enum(['oneOff', 'recurring'], { error: 'fieldInvalid' }).optional(),
    service: id.optional(),
    place: id.optional(),
    page,
    limit: limit(20),
  }),
  queryExample: { state: 'active', search: 'стирка', limit: 20 },
  answer: {
    status: 200,
    schema: z.object({
      docs: z.array(scheduled),
      totalDocs: z.number().int(),
      page: z.number().int(),
      limit: z.number().int(),
      counts: z.object({ active: z.number().int(), archived: z.number().int() }),
    }),
    example: {
      docs: [
        {
          id: eventExample.id,
          title,
          type,
          date: first,
          startTime,
          endTime,
          endsNextDay,
          capacity,
          rrule,
          rule: { ru: 'каждый вторник', en: 'every Tuesday' },
          place: { id: eventExample.place, title: 'Цветной бульвар', timezone: 'Europe/Moscow' },
          services: [
            {
              id: '0198a000-0000-7000-8000-000000000003',
              title: 'Стирка',
              startTime: '10:00',
              endTime: '12:00',
              capacity: 10,
              bookingWindow,
            },
          ],
          state: 'active',
          archivedAt: null,
          nextDate,
          lastDate,
          people: { next: { date: '2026-12-01', participants: 12, capacity: 40 }, upcoming: 30 },
        },
      ],
      totalDocs: 1,
      page: 1,
      limit: 20,
      counts: { active: 1, archived: 0 },
    },
  },
  errors: [],
  handler: ({ req, now, query }) =>
    schedule(req.payload, {
      state: query.state ?? null,
      search: query.search ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      type: query.type ?? null,
      service: query.service ?? null,
      place: query.place ?? null,
      page: query.page,
      limit: query.limit,
      now,
    }),
})
