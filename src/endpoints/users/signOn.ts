import { z } from 'zod'
import { env } from '@/config/env'
import { isAdministrator } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { instant } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { signOnOfAccount, unlinkAccount } from '@/operations/sign-on/unlink'

export const signOnOfAccountRoute = route({
  method: 'get',
  path: '/users/:id/sign-on',
  tag: 'Signing in',
  summary: 'Whether an account belongs to somebody at the provider of single sign-on',
  description: 'Anybody about themselves, administrators about everybody.',
  allow: (caller) => caller.kind === 'users',
  answer: {
    status: 200,
    schema: z.object({ configured: z.boolean(), linkedAt: instant.nullable() }),
    example: { configured: true, linkedAt: '2026-11-21T10:00:00.000Z' },
  },
  errors: [],
  handler: async ({ req, caller, id }) => {
    if (caller.id !== id && !isAdministrator(caller)) throw new Refusal('NOT_FOUND')
    const { linkedAt } = await signOnOfAccount(req.payload, id)
    return { configured: env().signOn !== undefined, linkedAt: linkedAt?.toISOString() ?? null }
  },
})

export const unlinkAccountRoute = route({
  method: 'post',
  path: '/users/:id/unlink',
  tag: 'Signing in',
  summary: 'Take an account from whom it belongs to at the provider',
  description:
    'For a person with a new account there: the next one with the same verified e-mail gets this account. Ends ' +
    'its sessions.',
  allow: isAdministrator,
  answer: {
    status: 200,
    schema: z.object({ id: z.string() }),
    example: { id: '0198a000-0000-7000-8000-000000000001' },
  },
  errors: [],
  handler: async ({ req, caller, now, id }) => {
    await unlinkAccount(req.payload, { id, caller, now })
    return { id }
  },
})
