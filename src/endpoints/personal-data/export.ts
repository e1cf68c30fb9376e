import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { personPage, PERSON_POLICY } from '@/exports/personPage'
import { languageOf } from '@/i18n'
import { exportPerson } from '@/operations/personal-data/exportPerson'

const record = z.record(z.string(), z.unknown())

export const exportPersonRoute = route({
  method: 'get',
  path: '/visitors/:id/personal-data',
  tag: 'Personal data',
  summary: 'Everything held about a person',
  description: 'For administrators, when a person asks. `html` is a page to print. Logged before it leaves.',
  allow: isAdministrator,
  query: z.object({ format: z.enum(['json', 'html'], { error: 'fieldInvalid' }).default('json') }),
  answer: {
    status: 200,
    schema: z.object({
      madeAt: z.string(),
      visitor: record,
      photo: z.object({ type: z.string(), base64: z.string() }).nullable(),
      bookings: z.array(record),
      notThisPerson: z.array(id),
      merged: z.array(z.looseObject({ id })),
      log: z.array(record),
    }),
    example: {
      madeAt: '2026-12-01T09:00:00.000Z',
      visitor: { lastName: 'Иванов' },
      photo: null,
      bookings: [],
      notThisPerson: [],
      merged: [],
      log: [{ at: '2026-12-01T08:00:00.000Z', action: 'visitor.viewed' }],
    },
  },
  errors: ['VALIDATION', 'NOT_FOUND'],
  handler: async ({ req, caller, now, id: visitor, query: { format } }) => {
    const held = await exportPerson(req, { id: visitor, format, caller, now })
    const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }
    if (format === 'json') return Response.json(held, { headers })
    return new Response(personPage({ ...held, language: languageOf(req) }), {
      headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': PERSON_POLICY },
    })
  },
})
