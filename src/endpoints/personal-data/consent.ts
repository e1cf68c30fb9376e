import { z } from 'zod'
import { isStaff } from '@/domain/access/caller'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { withdrawConsent } from '@/operations/personal-data/withdrawConsent'

export const withdrawConsentRoute = route({
  method: 'post',
  path: '/visitors/:id/consent/withdraw',
  tag: 'Personal data',
  summary: 'Note that a person no longer agrees',
  description:
    'For staff. Bookings stay; `upcoming` says how many there are, the profile shows the withdrawal from now on, ' +
    'an administrator can erase the person. A second call keeps the first moment.',
  allow: isStaff,
  answer: {
    status: 200,
    schema: z.object({ id, withdrawnAt: z.string(), upcoming: z.int() }),
    example: { id: '0198a000-0000-7000-8000-000000000002', withdrawnAt: '2026-12-01T09:00:00.000Z', upcoming: 1 },
  },
  errors: ['NOT_FOUND', 'VISITOR_ERASED', 'BUSY'],
  handler: ({ req, caller, now, id: visitor }) => withdrawConsent(req, { id: visitor, caller, now }),
})
