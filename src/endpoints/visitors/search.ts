import { z } from 'zod'
import { mayBook, type Caller } from '@/domain/access/caller'
import { limit, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { searchVisitors } from '@/operations/visitors/search'
import { foundExample, foundShape } from './shapes'

const LONGEST = 400

/** Viewers may search, too, because they are not shown phones. */
export const mayFind = (caller: Caller): boolean => caller.kind === 'users' || mayBook(caller)

export const searchVisitorsRoute = route({
  method: 'get',
  path: '/visitors/search',
  tag: 'Visitors',
  summary: 'Find people, best match first',
  description:
    'By card number, name in any order, phone or id; forgives a typo, ё for е, the wrong keyboard layout, Latin ' +
    'letters. `score` is from 0 to 1.',
  allow: mayFind,
  query: z.object({ q: text(LONGEST), limit: limit(10) }),
  queryExample: { q: 'иваноы петр', limit: 5 },
  answer: { status: 200, schema: z.object({ docs: z.array(foundShape) }), example: { docs: [foundExample] } },
  errors: ['VALIDATION'],
  handler: async ({ req, query }) => ({ docs: await searchVisitors(req.payload, query) }),
})
