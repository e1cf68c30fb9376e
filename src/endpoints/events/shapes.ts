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

export const affectedShape = z.object({
  id: z.string(),
  visitor: z.string(),
  occurrence: z.string(),
  fate: z.enum(['moved', 'cancelled']),
  visitorName: nullableText.optional(),
})

const impactShape = z.object({
  added: z.array(z.string()),
  moved: z.array(z.object({ date: z.string(), from: z.string(), to: z.string() })),
  removed: z.array(z.string()),
  participants: z.array(affectedShape),
})

export const warningsShape = z
  .array(
    z.object({
      code: z.literal('PLACE_OVERLAP'),
      event: z.string(),
      title: z.string(),
      dates: z.array(z.string()).max(10),
      more: z.number().int(),
    }),
  )
  .describe(
    'Other events at this place at the same time: allowed, but worth knowing. `dates` are the first ten, `more` ' +
      'says how many there are besides. Empty when there are none',
  )

export const previewShape = impactShape.extend({ warnings: warningsShape })

const id = '0198a000-0000-7000-8000-000000000001'

export const eventExample = {
  id,
  title: 'Стирка и душ',
  place: '0198a000-0000-7000-8000-000000000002',
  type: 'recurring',
  date: '2026-12-01',
  startTime: '10:00',
  endTime: '18:00',
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

export const impactExample = {
  added: ['2026-12-02'],
  moved: [{ date: '2026-12-08', from: '2026-12-08T07:00:00.000Z', to: '2026-12-08T08:00:00.000Z' }],
  removed: ['2026-12-01'],
  participants: [
    {
      id,
      visitor: '0198a000-0000-7000-8000-000000000004',
      occurrence: '0198a000-0000-7000-8000-000000000005',
      fate: 'cancelled',
      visitorName: 'Иванов Пётр',
    },
  ],
}

export const warningsExample = [
  {
    code: 'PLACE_OVERLAP',
    event: '0198a000-0000-7000-8000-000000000006',
    title: 'Приём врача',
    dates: ['2026-12-08'],
    more: 0,
  },
]
