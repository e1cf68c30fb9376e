import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { judgeDistinct } from '@/operations/visitors/judgeDistinct'
import { candidateExample, visitorExample } from './shapes'

export const distinctRoute = route({
  method: 'post',
  path: '/visitors/:id/distinct',
  tag: 'Visitors',
  summary: 'Two records are two people: never suggest one for the other again',
  description: 'For staff. Holds for both of them, and saying it again changes nothing.',
  allow: isStaff,
  body: z.object({ other: id }),
  bodyExample: { other: candidateExample.id },
  answer: {
    status: 200,
    schema: z.object({ id, other: id }),
    example: { id: visitorExample.id, other: candidateExample.id },
  },
  errors: ['VALIDATION', 'NOT_FOUND', 'VISITOR_NOT_FOUND', 'BUSY'],
  handler: ({ req, caller, now, id: visitor, body: { other } }) =>
    judgeDistinct(req.payload, { id: visitor, other, caller, now }),
})
