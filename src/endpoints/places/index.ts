import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { isZone } from '@/domain/time/zone'
import { affectedShape, impactExample } from '@/endpoints/events/impactShapes'
import { route } from '@/endpoints/http/route'
import { previewZone } from '@/operations/places/changeZone'

const timezone = z.string({ error: 'fieldZone' }).refine(isZone, 'fieldZone').describe('An IANA name')

export const previewPlaceRoute = route({
  method: 'post',
  path: '/places/:id/preview',
  tag: 'Catalogue',
  summary: 'What another zone would do: dates to come keep their times of day, so they move. Nothing is written',
  allow: isStaff,
  body: z.strictObject({ timezone }),
  bodyExample: { timezone: 'Asia/Yekaterinburg' },
  answer: {
    status: 200,
    schema: z.object({
      dates: z.number().int().describe('How many dates move'),
      moved: z
        .array(z.object({ date: z.string(), from: z.string(), to: z.string() }))
        .describe('The first 200 of them'),
      participants: z.array(affectedShape),
    }),
    example: { dates: 1, moved: impactExample.moved, participants: [] },
  },
  errors: ['NOT_FOUND'],
  handler: ({ req, caller, now, id, body }) =>
    previewZone(req.payload, { place: id, zone: body.timezone, caller, now }),
})
