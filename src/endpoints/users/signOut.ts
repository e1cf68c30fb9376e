import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { route } from '@/endpoints/http/route'
import { signOutEverywhere } from '@/operations/users/signOutEverywhere'

export const signOutRoute = route({
  method: 'post',
  path: '/users/:id/sign-out',
  tag: 'Signing in',
  summary: 'End every session of a user, at once and everywhere',
  description: 'Anybody for themselves, administrators for everybody: a telephone was lost.',
  allow: (caller) => caller.kind === 'users',
  answer: {
    status: 200,
    schema: z.object({ id: z.string() }),
    example: { id: '0198a000-0000-7000-8000-000000000001' },
  },
  errors: [],
  handler: async ({ req, caller, now, id }) => {
    // For others than administrators, other people's accounts don't exist.
    if (caller.id !== id && !isAdministrator(caller)) throw new Refusal('NOT_FOUND')
    await signOutEverywhere(req.payload, { id, caller, now })
    return { id }
  },
})
