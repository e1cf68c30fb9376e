import { z } from 'zod'

const nullableText = z.string().nullable()
const window = z.object({ value: z.number().int(), unit: z.enum(['days', 'occurrences']) })

export const recurrenceShape = z
  .object({
    frequency: z.enum(['daily', 'weekly', 'monthly']),
    interval: z.number().int(),
  })
  .loose()
  .nullable()

export const eventShape = z
  .object({
    id: z.string(),
    title: z.string(),
    place: z.unknown().describe('Id, or the place itself with depth=1'),
    type: z.enum(['oneOff', 'recurring']),
    date: z.string(),
    startTime: z.string(),
    endTime: z.string(),
    endsNextDay: z.boolean().describe('Ends on the day after each of its dates'),
    capacity: z.number().int(),
    recurrence: recurrenceShape,
    rrule: nullableText,
    skipDates: z.array(z.object({ date: z.string(), reason: nullableText }).loose()),
    services: z.array(
      z
        .object({
          id: z.string(),
          service: z.unknown(),
          startTime: z.string(),
          endTime: z.string(),
          capacity: z.number().int(),
          bookingWindow: window,
        })
        .loose(),
    ),
    announce: z.boolean().nullable(),
    archivedAt: nullableText,
    state: z.enum(['active', 'archived']),
    nextDate: nullableText,
    lastDate: nullableText,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .loose()

const id = '0198a000-0000-7000-8000-000000000001'

export const eventExample = {
  id,
  title: 'Стирка и душ',
  place: '0198a000-0000-7000-8000-000000000002',
  type: 'recurring',
  date: '2026-12-01',
  startTime: '10:00',
  endTime: '18:00',
  endsNextDay: false,
  capacity: 40,
  recurrence: {
    frequency: 'weekly',
    interval: 1,
    weekdays: ['tu'],
    monthlyOn: null,
    monthlyWeek: null,
    end: 'never',
    count: null,
    until: null,
  },
  rrule: 'FREQ=WEEKLY;BYDAY=TU',
  skipDates: [{ date: '2027-01-05', reason: 'Каникулы' }],
  services: [
    {
      id: 'line-1',
      service: '0198a000-0000-7000-8000-000000000003',
      startTime: '10:00',
      endTime: '12:00',
      capacity: 10,
      bookingWindow: { value: 14, unit: 'days' },
    },
  ],
  announce: false,
  archivedAt: null,
  state: 'active',
  nextDate: '2026-12-01',
  lastDate: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
}
