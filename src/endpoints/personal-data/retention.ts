import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { route } from '@/endpoints/http/route'
import { retention, setRetention } from '@/operations/personal-data/retain'

const months = z
  .number({ error: 'fieldInvalid' })
  .int('fieldInvalid')
  .min(1, 'fieldInvalid')
  .max(600, 'fieldInvalid')
  .nullable()
const term = z.coerce
  .number({ error: 'fieldInvalid' })
  .int('fieldInvalid')
  .min(1, 'fieldInvalid')
  .max(600, 'fieldInvalid')
const terms = { phone: months, comment: months, photo: months, visitor: months }
const count = z.int()
const schema = z.object({
  months: z.object(terms),
  due: z.object({ phone: count, comment: count, photo: count, visitor: count }),
})
const example = {
  months: { phone: 12, comment: 6, photo: 12, visitor: 36 },
  due: { phone: 3, comment: 0, photo: 1, visitor: 0 },
}

export const retentionRoute = route({
  method: 'get',
  path: '/retention',
  tag: 'Personal data',
  summary: 'How long data about people is kept, and whom the next night concerns',
  description:
    'Months since the last visit (or since somebody was written down), null for ever. With terms in the query ' +
    '`due` counts for those, and nothing is changed.',
  allow: isAdministrator,
  query: z.object({
    phone: term.optional(),
    comment: term.optional(),
    photo: term.optional(),
    visitor: term.optional(),
  }),
  answer: { status: 200, schema, example },
  errors: ['VALIDATION'],
  handler: ({ req, now, query }) => retention(req.payload, { tried: given(query), now }),
})

export const changeRetentionRoute = route({
  method: 'patch',
  path: '/retention',
  tag: 'Personal data',
  summary: 'Change how long data about people is kept',
  description: 'Applied every night. What has gone does not come back.',
  allow: isAdministrator,
  body: z.strictObject(
    { phone: months.optional(), comment: months.optional(), photo: months.optional(), visitor: months.optional() },
    { error: 'fieldUnexpected' },
  ),
  bodyExample: { phone: 12 },
  answer: { status: 200, schema, example },
  errors: ['VALIDATION', 'BUSY'],
  handler: async ({ req, caller, now, body }) => {
    await setRetention(req.payload, { months: given(body), caller, now })
    return retention(req.payload, { tried: {}, now })
  },
})

type Terms = { phone?: number | null; comment?: number | null; photo?: number | null; visitor?: number | null }

const given = (all: Terms): Terms => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
