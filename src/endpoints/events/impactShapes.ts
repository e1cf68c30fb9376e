import { z } from 'zod'

const nullableText = z.string().nullable()
const id = '0198a000-0000-7000-8000-000000000001'

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
  edited: z
    .array(
      z.object({
        date: z.string(),
        occurrence: z.string().nullable().describe('null: the date itself'),
        field: z.enum(['startTime', 'endTime', 'startsAt', 'endsAt', 'capacity']),
        was: z.union([z.string(), z.number()]),
        keeps: z.boolean().describe('false: it no longer fits, or is to follow the series'),
        becomes: z.union([z.string(), z.number()]),
      }),
    )
    .describe('What was edited by hand on one of the dates, and what becomes of it'),
  leftOut: z
    .array(z.object({ date: z.string(), service: z.string(), startTime: z.string(), endTime: z.string() }))
    .describe('Services that a date does not offer, since its hours were edited by hand and they do not fit'),
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

export const previewShape = impactShape.extend({
  timezone: z.string().describe('Of the place after the change'),
  warnings: warningsShape,
})

export const impactExample = {
  added: ['2026-12-02'],
  moved: [{ date: '2026-12-08', from: '2026-12-08T07:00:00.000Z', to: '2026-12-08T08:00:00.000Z' }],
  removed: ['2026-12-01'],
  edited: [{ date: '2026-12-08', occurrence: null, field: 'endTime', was: '17:00', keeps: true, becomes: '17:00' }],
  leftOut: [],
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
