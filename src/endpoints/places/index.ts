import { z } from 'zod'
import { date } from '@/domain/shapes/parse'
import { languageOf } from '@/i18n'
import { placeDoorListPage } from '@/exports/placeDoorList'
import { PRINT_POLICY } from '@/exports/printButton'
import { doorListOfPlace } from '@/operations/places/doorList'
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

export const placeDoorListRoute = route({
  method: 'get',
  path: '/places/:id/door-list',
  tag: 'Exports',
  summary: 'A page to print and tick at the door: everybody expected at a place on one day, no phones',
  description:
    'All services by hour, with names, card numbers and what is marked. For users of the panel, in the language of ' +
    'the reader; today at the place where no date is given. Logged as an export.',
  allow: (caller) => caller.kind === 'users',
  query: z.object({ date: date.optional() }),
  queryExample: { date: '2026-12-01' },
  answer: { status: 200, type: 'text/html', schema: z.string(), example: '<!doctype html>…' },
  errors: ['NOT_FOUND'],
  handler: async ({ req, caller, now, id, query }) => {
    const list = await doorListOfPlace(req.payload, { place: id, date: query.date, caller, now })
    return new Response(placeDoorListPage({ ...list, language: languageOf(req) }), {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': PRINT_POLICY,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
})
