import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { limit, page } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { likelyPairs } from '@/operations/merges/pairs'
import { B, personExample, personOfPair } from './shapes'

export const duplicatesRoute = route({
  method: 'get',
  path: '/visitors/duplicates',
  tag: 'Visitors',
  summary: 'Pairs of records that may be one person, likeliest first',
  description:
    'For staff. Pairs that were judged to be two people never come back; those put off come last. Everybody is ' +
    'compared in the background: `complete` is false as long as somebody has not been. Every look is in the log.',
  allow: isStaff,
  query: z.object({ page, limit: limit(20) }),
  queryExample: { page: 1 },
  answer: {
    status: 200,
    schema: z.object({
      docs: z.array(
        z.object({
          a: personOfPair,
          b: personOfPair,
          score: z.number(),
          reason: z.enum(['phone', 'sameName', 'similarName']),
          later: z.boolean(),
        }),
      ),
      totalDocs: z.int(),
      page: z.int(),
      limit: z.int(),
      complete: z.boolean(),
    }),
    example: {
      docs: [
        {
          a: personExample,
          b: { ...personExample, id: B, fullName: 'Соловьев Петр', cardNumber: '00107' },
          score: 0.96,
          reason: 'sameName',
          later: false,
        },
      ],
      totalDocs: 1,
      page: 1,
      limit: 20,
      complete: true,
    },
  },
  errors: ['VALIDATION'],
  handler: ({ req, caller, now, query }) => likelyPairs(req.payload, { ...query, caller, now }),
})
