import { z } from 'zod'
import { date, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { previewRecurrence } from '@/operations/recurrence/preview'

const skipDate = z.union([date, z.object({ date }).transform((skip) => skip.date)], { error: 'fieldDate' })

export const previewRecurrenceRoute = route({
  method: 'post',
  path: '/recurrence/preview',
  tag: 'Events',
  summary: 'The dates a recurrence rule makes, and the rule in words',
  description:
    'Any RFC 5545 rule of whole days, as text (`rrule`) or as the form (`recurrence`). A first date the rule does ' +
    'not match is said so; the dates are the rule’s own.',
  allow: () => true,
  body: z.strictObject({
    date,
    rrule: text(10_000).nullish(),
    recurrence: z.record(z.string(), z.unknown(), { error: 'fieldInvalid' }).nullish(),
    skipDates: z.array(skipDate, { error: 'fieldInvalid' }).max(500, 'fieldTooMany').nullish(),
    from: date.nullish(),
    to: date.nullish(),
    limit: z
      .number({ error: 'fieldInvalid' })
      .int('fieldInvalid')
      .min(1, 'fieldInvalid')
      .max(200, 'fieldInvalid')
      .nullish(),
  }),
  bodyExample: { date: '2026-12-01', rrule: 'FREQ=WEEKLY;BYDAY=TU', limit: 3 },
  answer: {
    status: 200,
    schema: z.object({
      dates: z.array(z.string()),
      more: z.boolean(),
      dateMatches: z.boolean(),
      text: z.object({ ru: z.string(), en: z.string() }),
    }),
    example: {
      dates: ['2026-12-01', '2026-12-08', '2026-12-15'],
      more: true,
      dateMatches: true,
      text: { ru: 'каждый вторник', en: 'every Tuesday' },
    },
  },
  errors: ['RECURRENCE_INVALID', 'RECURRENCE_UNSUPPORTED'],
  handler: async ({ body }) =>
    previewRecurrence({
      ...body,
      skipDates: body.skipDates ?? [],
      from: body.from ?? null,
      to: body.to ?? null,
      limit: body.limit ?? 10,
    }),
})
