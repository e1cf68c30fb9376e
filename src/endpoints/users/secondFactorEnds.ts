import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { Refusal } from '@/domain/errors'
import { route } from '@/endpoints/http/route'
import { removeOwnSecondFactor, resetSecondFactor } from '@/operations/second-factor/remove'
import { renewRecoveryCodes } from '@/operations/second-factor/renewCodes'
import { CODES, codes, currentPassword, isUser, otp, ownOf, proving } from './proving'

const TAG = 'Signing in'
const id = z.object({ id: z.string() })
const ID = '0198a000-0000-7000-8000-000000000001'

export const renewRecoveryCodesRoute = route({
  method: 'post',
  path: '/users/:id/second-factor/recovery-codes',
  tag: TAG,
  summary: 'Ten new recovery codes; those before no longer work',
  allow: isUser,
  body: z.object({ currentPassword, otp }),
  bodyExample: { currentPassword: 'a long sentence', otp: '123456' },
  answer: { status: 200, schema: codes, example: { recoveryCodes: CODES } },
  errors: ['CURRENT_PASSWORD_REQUIRED'],
  handler: async ({ req, caller, now, id: account, body }) => {
    const own = ownOf(caller, account)
    const run = () => renewRecoveryCodes(req.payload, { caller: own, otp: body.otp, now })
    return { recoveryCodes: await proving(req, own, { given: body.currentPassword, run }) }
  },
})

export const removeSecondFactorRoute = route({
  method: 'post',
  path: '/users/:id/second-factor/remove',
  tag: TAG,
  summary: 'One’s own password is enough again',
  allow: isUser,
  body: z.object({ currentPassword, otp }),
  bodyExample: { currentPassword: 'a long sentence', otp: '123456' },
  answer: { status: 200, schema: id, example: { id: ID } },
  errors: ['CURRENT_PASSWORD_REQUIRED'],
  handler: async ({ req, caller, now, id: account, body }) => {
    const own = ownOf(caller, account)
    const run = () => removeOwnSecondFactor(req.payload, { caller: own, otp: body.otp, now })
    await proving(req, own, { given: body.currentPassword, run })
    return { id: account }
  },
})

export const resetSecondFactorRoute = route({
  method: 'post',
  path: '/users/:id/second-factor/reset',
  tag: TAG,
  summary: 'Take the second factor from somebody who has lost it',
  description: 'Ends their sessions and tells them by mail. One’s own is removed with a code instead: 403.',
  allow: isAdministrator,
  answer: { status: 200, schema: id, example: { id: ID } },
  errors: [],
  handler: async ({ req, caller, now, id: account }) => {
    if (caller.id === account) throw new Refusal('FORBIDDEN')
    await resetSecondFactor(req.payload, { id: account, caller, now })
    return { id: account }
  },
})
