import { z } from 'zod'
import { mayBook, type Caller } from '@/domain/access/caller'
import { limit, page, text } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { searchVisitors } from '@/operations/visitors/search'
import { foundExample, foundShape } from './shapes'

const LONGEST = 400
const MOST = 50

/** Viewers may search, too, because they are not shown phones. */
export const mayFind = (caller: Caller): boolean => caller.kind === 'users' || mayBook(caller)

export const searchVisitorsRoute = route({
  method: 'get',
  path: '/visitors/search',
  tag: 'Visitors',
  summary: 'Find people, best match first',
  description:
    'By card number, name in any order, phone or id; forgives a typo, ё for е, the wrong keyboard layout, Latin ' +
    'letters. `score` is from 0 to 1. `partial`: one word of `q` fits nothing of this person. `totalDocs` says how ' +
    'many there are in all, and `page` leads to the rest. `phoneEnd` is for staff.',
  allow: mayFind,
  query: z.object({ q: text(LONGEST), limit: limit(10, MOST), page }),
  queryExample: { q: 'иваноы петр', limit: 5 },
  answer: {
    status: 200,
    schema: z.object({ docs: z.array(foundShape), totalDocs: z.int(), page: z.int() }),
    example: { docs: [foundExample], totalDocs: 1, page: 1 },
  },
  errors: ['VALIDATION'],
  handler: ({ req, query, caller, now }) => searchVisitors(req.payload, { ...query, caller, look: now }),
})
