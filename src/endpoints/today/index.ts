import { z } from 'zod'
import { BOT_TROUBLES } from '@/domain/bot/trouble'
import { route } from '@/endpoints/http/route'
import { today } from '@/operations/today/today'

const count = z.number().int()

const occurrence = z.object({
  id: z.string(),
  event: z.string(),
  title: z.string().describe("The event's title"),
  service: z.string(),
  place: z.string(),
  placeTitle: z.string(),
  timezone: z.string(),
  date: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  status: z.enum(['scheduled', 'cancelled']),
  capacity: count,
  participants: count,
  day: z.object({ participants: count, capacity: count }).describe('People and places of the whole event day'),
  marks: z.object({ expected: count, attended: count, noShow: count }),
  phase: z.enum(['ahead', 'running', 'over']),
  full: z.boolean().describe('Nobody can be added: the service or the day has no place left'),
})

const listed = z.object({ total: count, occurrences: z.array(occurrence).max(12) })

const trouble = z.object({ kind: z.enum(BOT_TROUBLES), since: z.string() })

const twin = z
  .object({ id: z.string(), cardNumber: z.string(), otherId: z.string(), otherNumber: z.string() })
  .describe('Two people whose cards read alike')

const example: z.output<typeof occurrence> = {
  id: '0198a000-0000-7000-8000-000000000001',
  event: '0198a000-0000-7000-8000-000000000002',
  title: 'Стирка по вторникам',
  service: 'Стирка',
  place: '0198a000-0000-7000-8000-000000000003',
  placeTitle: 'Цветной',
  timezone: 'Europe/Moscow',
  date: '2026-12-01',
  startsAt: '2026-12-01T07:00:00.000Z',
  endsAt: '2026-12-01T09:00:00.000Z',
  status: 'scheduled',
  capacity: 10,
  participants: 9,
  day: { participants: 14, capacity: 20 },
  marks: { expected: 4, attended: 5, noShow: 0 },
  phase: 'running',
  full: false,
}

export const todayRoute = route({
  method: 'get',
  path: '/today',
  tag: 'Occurrences',
  summary: 'Today at each place, what needs attention, and how full the next 14 days are',
  description:
    'For people who are signed in; nobody is named in it. Today is each place’s own date. `attention` lists what ' +
    'has four places of five taken in the next 14 days (a day once, its first service standing for it) ' +
    'and what is over since 7 days with people not marked, 12 of each at most, with the totals; and counts the ' +
    'messages that could not be sent in 7 days. `bot` is what is wrong with it: nothing heard for two minutes, the ' +
    'token refused, a second instance, the volunteers’ chat lost, updates that wait or were given up.',
  allow: (caller) => caller.kind === 'users',
  answer: {
    status: 200,
    schema: z.object({
      places: z.array(
        z.object({
          id: z.string(),
          title: z.string(),
          timezone: z.string(),
          date: z.string(),
          occurrences: z.array(occurrence),
        }),
      ),
      attention: z.object({
        full: listed,
        notMarked: listed,
        failedMessages: count,
        bot: z.array(trouble),
        logChanged: z.string().nullable().describe('When the log was found to be other than it was written'),
        cards: z.array(twin),
      }),
      days: z.array(z.object({ date: z.string(), participants: count, capacity: count })).length(14),
    }),
    example: {
      places: [
        {
          id: example.place,
          title: example.placeTitle,
          timezone: example.timezone,
          date: example.date,
          occurrences: [example],
        },
      ],
      attention: {
        full: { total: 1, occurrences: [example] },
        notMarked: { total: 0, occurrences: [] },
        failedMessages: 0,
        bot: [{ kind: 'silent', since: '2026-12-01T08:40:00.000Z' }],
        logChanged: null,
        cards: [],
      },
      days: Array.from({ length: 14 }, (_, index) => ({
        date: `2026-12-${String(index + 1).padStart(2, '0')}`,
        participants: 14,
        capacity: 20,
      })),
    },
  },
  errors: [],
  handler: ({ req, now }) => today(req.payload, { now }),
})
