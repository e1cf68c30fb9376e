import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { AUDIT_ACTIONS } from '@/domain/audit/actions'
import { invalid } from '@/domain/errors'
import { id, instant, limit, page, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { MOST_ENTRIES, readLog } from '@/operations/audit/readLog'

/** Several, separated by commas. */
const actions = text(2000)
  .transform((value) => value.split(',').map((one) => one.trim()))
  .refine((all) => all.every((one) => AUDIT_ACTIONS.some((known) => known === one)), 'fieldInvalid')

const EXAMPLE = '0198a000-0000-7000-8000-000000000001'

const listed = z.object({
  id: z.string(),
  at: z.string(),
  action: z.string(),
  subject: z.string(),
  subjectId: z.string(),
  subjectName: z.string().nullable().describe('The current title; null for people, and for what is gone'),
  person: z
    .object({ id: z.string(), name: z.string() })
    .nullable()
    .describe('Whom it is about, after merges; of a booking, whose it is'),
  people: z.int().nullable().describe('How many people a list showed'),
  listed: z.array(z.object({ id: z.string(), name: z.string() })).describe('Who they are; only with `entry`'),
  actor: z
    .object({ kind: z.enum(['users', 'volunteers', 'integrations']), id: z.string(), name: z.string().nullable() })
    .nullable()
    .describe('null: the program itself, or somebody not signed in'),
  via: z.enum(['panel', 'api', 'bot', 'system']).nullable(),
  address: z.string().nullable(),
})

export const readLogRoute = route({
  method: 'get',
  path: '/audit-log/list',
  tag: 'Logs',
  summary: 'The log with names: who did what, to whom',
  description:
    'For administrators, the newest first. `visitor`: what concerns this person, all records and bookings, and ' +
    'lists in which the person was shown. `account`: by or about this user, volunteer or key. `action`: one, or ' +
    'several with commas between them. `until` is not included. At most ' +
    `${MOST_ENTRIES} entries can be paged through; \`isMore\` says that there are others. The log itself holds no ` +
    'names: they are those of today, and whom a page names goes into the log as looked at.',
  allow: isAdministrator,
  query: z.object({
    entry: id.optional(),
    visitor: id.optional(),
    account: id.optional(),
    action: actions.optional(),
    from: instant.optional(),
    until: instant.optional(),
    page,
    limit: limit(30, 100),
  }),
  queryExample: { limit: 30 },
  answer: {
    status: 200,
    schema: z.object({
      docs: z.array(listed),
      totalDocs: z.int(),
      isMore: z.boolean(),
      trust: z
        .object({ verifiedAt: z.string().nullable(), changed: z.boolean(), guarded: z.boolean() })
        .describe('What the last check of the log found; `guarded`: the role of the product can’t change it'),
      page: z.int(),
      limit: z.int(),
    }),
    example: {
      docs: [
        {
          id: EXAMPLE,
          at: '2026-12-01T09:00:00.000Z',
          action: 'participant.booked',
          subject: 'participants',
          subjectId: EXAMPLE,
          subjectName: 'Стирка по вторникам, 01.12.2026',
          person: { id: EXAMPLE, name: 'Иванов Иван' },
          people: null,
          listed: [],
          actor: { kind: 'volunteers', id: EXAMPLE, name: 'Мария' },
          via: 'bot',
          address: null,
        },
      ],
      totalDocs: 1,
      isMore: false,
      trust: { verifiedAt: '2026-12-01T00:30:00.000Z', changed: false, guarded: true },
      page: 1,
      limit: 30,
    },
  },
  errors: ['VALIDATION'],
  handler: ({ req, caller, now, query }) => {
    const { entry = null, visitor = null, account = null, action, from, until, page: at, limit: most } = query
    const [since, before] = [from, until].map((moment) => (moment === undefined ? null : new Date(moment)))
    if (since && before && before < since) throw invalid({ path: 'until', message: 'fieldEndBeforeStart' })
    const filter = { entry, visitor, account, actions: action ?? null, from: since ?? null, until: before ?? null }
    return readLog(req.payload, { filter, page: at, limit: most, caller, now })
  },
})
