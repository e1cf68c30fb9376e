import { isStaff } from '@/domain/access/caller'
import { route } from '@/endpoints/http/route'
import { judgeLater } from '@/operations/merges/pairs'
import { judgeDistinct } from '@/operations/visitors/judgeDistinct'
import { pairExample, pairShape } from './shapes'

export const distinctPairRoute = route({
  method: 'post',
  path: '/visitors/distinct',
  tag: 'Visitors',
  summary: 'Two records are two people: the pair never comes back',
  description: 'For staff. The same as `POST /visitors/:id/distinct`, for the page of likely pairs.',
  allow: isStaff,
  body: pairShape,
  bodyExample: pairExample,
  answer: { status: 200, schema: pairShape, example: pairExample },
  errors: ['VALIDATION', 'VISITOR_NOT_FOUND', 'BUSY'],
  handler: async ({ req, caller, now, body: { a, b } }) => {
    await judgeDistinct(req.payload, { id: a, other: b, caller, now, inBody: true })
    return { a, b }
  },
})

export const laterPairRoute = route({
  method: 'post',
  path: '/visitors/later',
  tag: 'Visitors',
  summary: 'Not decided today: the pair goes to the end of the list',
  description: 'For staff. Nothing is lost by it, and saying it again changes nothing but the order.',
  allow: isStaff,
  body: pairShape,
  bodyExample: pairExample,
  answer: { status: 200, schema: pairShape, example: pairExample },
  errors: ['VALIDATION', 'VISITOR_NOT_FOUND', 'BUSY'],
  handler: ({ req, caller, now, body }) => judgeLater(req.payload, { ...body, caller, now }),
})
